using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user left a guild, or was kicked, banned or pruned.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildMembers"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-member-remove">Discord's page</see></para>
/// </remarks>
public sealed record GuildMemberRemove : DiscordObject, IGuildEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Who left or was removed.</summary>
    public required User User { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IUserEvent.UserId => User.Id;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(User.Id);
    }
}
