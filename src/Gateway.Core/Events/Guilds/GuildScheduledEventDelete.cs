using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A scheduled event was deleted.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildScheduledEvents"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-scheduled-event-delete">Discord's page</see></para>
/// </remarks>
public sealed record GuildScheduledEventDelete : GuildScheduledEvent, IGuildEvent, IChannelEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;
}
