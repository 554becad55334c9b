using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user took interest in a scheduled event.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildScheduledEvents"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-scheduled-event-user-add">Discord's page</see></para>
/// </remarks>
public sealed record GuildScheduledEventUserAdd : DiscordObject, IGuildEvent, IUserEvent
{
    /// <summary>Event.</summary>
    public required Snowflake GuildScheduledEventId { get; init; }

    /// <summary>User.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Single occurrence the user chose; not in Discord's tables yet.</summary>
    public Snowflake? GuildScheduledEventExceptionId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IUserEvent.UserId => UserId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildScheduledEventId);
        it.Add(UserId);
        it.Add(GuildId);
    }
}
