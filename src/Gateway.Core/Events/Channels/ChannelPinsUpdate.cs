using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A message was pinned or unpinned.</summary>
/// <remarks>
/// <para>Deleting a pinned message sends nothing.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/> or <see cref="GatewayIntents.DirectMessages"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#channel-pins-update">Discord's page</see></para>
/// </remarks>
public sealed record ChannelPinsUpdate : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Guild; absent for direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Channel.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>When the newest pin was made; null when nothing is pinned.</summary>
    public DateTimeOffset? LastPinTimestamp { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(GuildId);
    }
}
