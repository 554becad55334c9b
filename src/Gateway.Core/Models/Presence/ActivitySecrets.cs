namespace Gateway.Core.Models;

/// <summary>Secrets for joining and watching a game.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-secrets">Discord's page</see></remarks>
public sealed record ActivitySecrets : DiscordObject
{
    /// <summary>For joining the party.</summary>
    public string? Join { get; init; }

    /// <summary>For watching the game.</summary>
    public string? Spectate { get; init; }

    /// <summary>For one match.</summary>
    public string? Match { get; init; }
}
