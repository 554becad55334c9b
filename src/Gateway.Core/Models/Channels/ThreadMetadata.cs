namespace Gateway.Core.Models;

/// <summary>What a thread has beyond other channels.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#thread-metadata-object">Discord's page</see></remarks>
public sealed record ThreadMetadata : DiscordObject
{
    /// <summary>Whether it is archived.</summary>
    public bool Archived { get; init; }

    /// <summary>Minutes without messages before it is archived.</summary>
    public AutoArchiveDuration AutoArchiveDuration { get; init; }

    /// <summary>When it was last archived or brought back.</summary>
    public DateTimeOffset ArchiveTimestamp { get; init; }

    /// <summary>Whether only those who manage threads can bring it back or write.</summary>
    public bool Locked { get; init; }

    /// <summary>Whether members may add others; private threads only.</summary>
    public bool? Invitable { get; init; }

    /// <summary>Moment of creation; threads made after 9 January 2022 only.</summary>
    public DateTimeOffset? CreateTimestamp { get; init; }
}
