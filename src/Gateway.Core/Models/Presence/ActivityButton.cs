namespace Gateway.Core.Models;

/// <summary>A button of an activity, as a client sends it. Received activities carry labels only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-buttons">Discord's page</see></remarks>
public sealed record ActivityButton : DiscordObject
{
    /// <summary>Text, 1–32 characters.</summary>
    public string Label { get => field ?? ""; init; }

    /// <summary>Link, 1–512 characters.</summary>
    public string Url { get => field ?? ""; init; }
}
