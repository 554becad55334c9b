namespace Gateway.Core.Models;

/// <summary>For how long a user muted something; not in Discord's tables.</summary>
public sealed record MuteConfig : DiscordObject
{
    /// <summary>Until when; null for good.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Seconds the user chose; -1 for good.</summary>
    public long? SelectedTimeWindow { get; init; }
}
