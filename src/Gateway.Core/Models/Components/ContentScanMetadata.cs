namespace Gateway.Core.Models;

/// <summary>What Discord's scan of media found; not in Discord's tables.</summary>
public sealed record ContentScanMetadata : DiscordObject
{
    /// <summary>Version of the scan.</summary>
    public int Version { get; init; }

    /// <summary>Flag bits of what was found.</summary>
    public int Flags { get; init; }
}
