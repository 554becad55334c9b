namespace Gateway.Core.Models;

/// <summary>The party a player is in.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-party">Discord's page</see></remarks>
public sealed record ActivityParty : DiscordObject
{
    /// <summary>Id the game chose.</summary>
    public string? Id { get; init; }

    /// <summary>Current and largest size.</summary>
    public IReadOnlyList<int>? Size { get; init; }
}
