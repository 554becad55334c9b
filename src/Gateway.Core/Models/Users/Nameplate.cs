namespace Gateway.Core.Models;

/// <summary>A background of a name in member lists.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#nameplate">Discord's page</see></remarks>
public sealed record Nameplate : DiscordObject
{
    /// <summary>SKU it was bought as.</summary>
    public Snowflake? SkuId { get; init; }

    /// <summary>Path within the CDN.</summary>
    public string Asset { get => field ?? ""; init; }

    /// <summary>Text for screen readers; unused so far.</summary>
    public string Label { get => field ?? ""; init; }

    /// <summary>
    /// Colour: <c>crimson</c>, <c>berry</c>, <c>sky</c>, <c>teal</c>, <c>forest</c>, <c>bubble_gum</c>,
    /// <c>violet</c>, <c>cobalt</c>, <c>clover</c>, <c>lemon</c>, <c>white</c> or a newer one.
    /// </summary>
    public string Palette { get => field ?? ""; init; }
}
