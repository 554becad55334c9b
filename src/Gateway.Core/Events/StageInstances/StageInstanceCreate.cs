using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A stage went live.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#stage-instance-create">Discord's page</see></para>
/// </remarks>
public sealed record StageInstanceCreate : StageInstance, IGuildEvent, IChannelEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => ChannelId;
}
