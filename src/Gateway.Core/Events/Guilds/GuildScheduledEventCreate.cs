using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A scheduled event was made.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildScheduledEvents"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-scheduled-event-create">Discord's page</see></para>
/// </remarks>
public sealed record GuildScheduledEventCreate : GuildScheduledEvent, IGuildEvent, IChannelEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;
}
