namespace Gateway.Core.Models;

/// <summary>Status by platform: <c>online</c>, <c>idle</c> or <c>dnd</c>.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#client-status-object">Discord's page</see></remarks>
public sealed record ClientStatus : DiscordObject
{
    /// <summary>On Windows, Linux or macOS; null when offline or invisible there.</summary>
    public PresenceStatus? Desktop { get; init; }

    /// <summary>On iOS or Android; null when offline or invisible there.</summary>
    public PresenceStatus? Mobile { get; init; }

    /// <summary>In a browser, and for bots; null when offline or invisible there.</summary>
    public PresenceStatus? Web { get; init; }

    /// <summary>In a headset; null when offline or invisible there.</summary>
    public PresenceStatus? Vr { get; init; }
}
