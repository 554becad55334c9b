using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A thread changed, was archived or brought back.</summary>
/// <remarks>
/// <para>Not sent when only the last message changed.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#thread-update">Discord's page</see></para>
/// </remarks>
public sealed record ThreadUpdate : Channel, IGuildEvent, IChannelEvent
{
    Snowflake? IChannelEvent.ChannelId => Id;
}
