namespace Gateway.Core.Models;

/// <summary>Images of an activity and their texts.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-assets">Discord's page</see></remarks>
public sealed record ActivityAssets : DiscordObject
{
    /// <summary>
    /// Large image: an asset id, or <c>mp:</c> and a path of Discord's media proxy. Comes from the user's client; do
    /// not trust it.
    /// </summary>
    public string? LargeImage { get; init; }

    /// <summary>Text of the large image.</summary>
    public string? LargeText { get; init; }

    /// <summary>Link behind the large image.</summary>
    public string? LargeUrl { get; init; }

    /// <summary>Small image, written as the large one.</summary>
    public string? SmallImage { get; init; }

    /// <summary>Text of the small image.</summary>
    public string? SmallText { get; init; }

    /// <summary>Link behind the small image.</summary>
    public string? SmallUrl { get; init; }

    /// <summary>Image of game invites, written as the large one.</summary>
    public string? InviteCoverImage { get; init; }
}
