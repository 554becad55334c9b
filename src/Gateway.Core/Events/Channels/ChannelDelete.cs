using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A channel was deleted.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#channel-delete">Discord's page</see></para>
/// </remarks>
public sealed record ChannelDelete : Channel, IGuildEvent, IChannelEvent
{
    Snowflake? IChannelEvent.ChannelId => Id;
}
