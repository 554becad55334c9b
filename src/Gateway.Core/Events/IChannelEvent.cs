namespace Gateway.Core.Events;

/// <summary>An event that can concern one channel or thread.</summary>
public interface IChannelEvent : IGatewayEvent
{
    /// <summary>The channel or thread; null when the event concerns none.</summary>
    Snowflake? ChannelId { get; }
}
