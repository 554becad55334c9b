namespace Gateway.Core.Events;

/// <summary>An event that can concern a guild.</summary>
public interface IGuildEvent : IGatewayEvent
{
    /// <summary>The guild; null when the event concerns a direct message.</summary>
    Snowflake? GuildId { get; }
}
