using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A scheduled event changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildScheduledEvents"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-scheduled-event-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildScheduledEventUpdate : GuildScheduledEvent, IGuildEvent, IChannelEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;
}
