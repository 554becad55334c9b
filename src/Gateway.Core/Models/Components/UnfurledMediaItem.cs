namespace Gateway.Core.Models;

/// <summary>Media of a component.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#unfurled-media-item">Discord's page</see></remarks>
public sealed record UnfurledMediaItem : DiscordObject
{
    /// <summary>Address of the media; all that a bot sends.</summary>
    public string Url { get => field ?? ""; init; }

    /// <summary>Address of the copy behind Discord's media proxy.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Thumbhash, to draw while the media loads.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Version of the placeholder's format.</summary>
    public int? PlaceholderVersion { get; init; }

    /// <summary>Media type (MIME).</summary>
    public string? ContentType { get; init; }

    /// <summary>Flag bits.</summary>
    public UnfurledMediaFlags? Flags { get; init; }

    /// <summary>Attachment behind it; uploads only.</summary>
    public Snowflake? AttachmentId { get; init; }

    /// <summary>How far Discord got with fetching it; not in Discord's tables.</summary>
    public UnfurledMediaLoadingState? LoadingState { get; init; }

    /// <summary>What Discord's scan of it found; not in Discord's tables.</summary>
    public ContentScanMetadata? ContentScanMetadata { get; init; }
}
