namespace Gateway.Core.Models;

/// <summary>Start and end of an activity, as the user's client tells them.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-timestamps">Discord's page</see></remarks>
public sealed record ActivityTimestamps : DiscordObject
{
    /// <summary>Start in Unix milliseconds.</summary>
    public long? Start { get; init; }

    /// <summary>End in Unix milliseconds.</summary>
    public long? End { get; init; }
}
