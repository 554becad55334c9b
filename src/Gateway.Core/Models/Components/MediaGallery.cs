namespace Gateway.Core.Models;

/// <summary>A grid of images and videos.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#media-gallery">Discord's page</see></remarks>
public sealed record MediaGallery : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.MediaGallery;

    /// <summary>Items, 1–10.</summary>
    public IReadOnlyList<MediaGalleryItem> Items { get => field ?? []; init; }
}
