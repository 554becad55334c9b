namespace Gateway.Core.Models;

/// <summary>An image or video of a gallery.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#media-gallery-media-gallery-item-structure">Discord's page</see></remarks>
public sealed record MediaGalleryItem : DiscordObject
{
    /// <summary>The image or video.</summary>
    public UnfurledMediaItem Media { get => field ?? new(); init; }

    /// <summary>Alternative text, at most 1024 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is blurred until clicked; false when absent.</summary>
    public bool? Spoiler { get; init; }
}
