using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>Several messages of a guild channel were deleted at once.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildMessages"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-delete-bulk">Discord's page</see></para>
/// </remarks>
public sealed record MessageDeleteBulk : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Messages that are gone.</summary>
    public IReadOnlyList<Snowflake> Ids { get => field ?? []; init; }

    /// <summary>Channel they were in.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Guild.</summary>
    public Snowflake? GuildId { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(GuildId);
        it.Add(Ids.Count);
    }
}
