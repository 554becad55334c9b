namespace Gateway.Core.Models;

/// <summary>A small image beside the texts of a section.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#thumbnail">Discord's page</see></remarks>
public sealed record Thumbnail : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Thumbnail;

    /// <summary>The image.</summary>
    public UnfurledMediaItem Media { get => field ?? new(); init; }

    /// <summary>Alternative text, at most 1024 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is blurred until clicked; false when absent.</summary>
    public bool? Spoiler { get; init; }
}
