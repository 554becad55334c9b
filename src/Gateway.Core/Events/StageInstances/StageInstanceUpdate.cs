using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A live stage changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#stage-instance-update">Discord's page</see></para>
/// </remarks>
public sealed record StageInstanceUpdate : StageInstance, IGuildEvent, IChannelEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => ChannelId;
}
