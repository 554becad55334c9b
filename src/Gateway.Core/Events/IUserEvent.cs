namespace Gateway.Core.Events;

/// <summary>An event that can concern one user: who did something, or to whom something was done.</summary>
public interface IUserEvent : IGatewayEvent
{
    /// <summary>The user; null when the event concerns none, 0 when Discord did not say who it was.</summary>
    Snowflake? UserId { get; }
}
