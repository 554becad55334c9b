using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A channel changed.</summary>
/// <remarks>
/// <para>Not sent when only the last message changed. May name roles and members that are gone already.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#channel-update">Discord's page</see></para>
/// </remarks>
public sealed record ChannelUpdate : Channel, IGuildEvent, IChannelEvent
{
    Snowflake? IChannelEvent.ChannelId => Id;
}
