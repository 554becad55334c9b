namespace Gateway.Core.Models;

/// <summary>Video of an embed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-video-structure">Discord's page</see></remarks>
public sealed record EmbedVideo : DiscordObject
{
    /// <summary>Address of the video.</summary>
    public string? Url { get; init; }

    /// <summary>Address of the copy behind Discord's media proxy.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Media type (MIME).</summary>
    public string? ContentType { get; init; }

    /// <summary>Thumbhash, to draw while the media loads.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Version of the placeholder's format.</summary>
    public int? PlaceholderVersion { get; init; }

    /// <summary>Alternative text.</summary>
    public string? Description { get; init; }

    /// <summary>Flag bits.</summary>
    public EmbedMediaFlags? Flags { get; init; }
}
