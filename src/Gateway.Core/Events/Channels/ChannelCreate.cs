using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A guild channel was made.</summary>
/// <remarks>
/// <para>Not sent for direct messages.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#channel-create">Discord's page</see></para>
/// </remarks>
public sealed record ChannelCreate : Channel, IGuildEvent, IChannelEvent
{
    Snowflake? IChannelEvent.ChannelId => Id;
}
