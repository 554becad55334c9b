namespace Gateway.Core.Models;

/// <summary>Number of reactions by kind.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#reaction-count-details-object">Discord's page</see></remarks>
public sealed record ReactionCountDetails : DiscordObject
{
    /// <summary>Number of super reactions.</summary>
    public int Burst { get; init; }

    /// <summary>Number of normal reactions.</summary>
    public int Normal { get; init; }
}
