namespace Gateway.Core.Models;

/// <summary>A button. Links and premium buttons never cause an interaction.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#button">Discord's page</see></remarks>
public sealed record Button : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Button;

    /// <summary>Look; also decides which of the other keys must be set.</summary>
    public ButtonStyle Style { get; init; }

    /// <summary>Text, at most 80 characters.</summary>
    public string? Label { get; init; }

    /// <summary>Emoji before the text.</summary>
    public Emoji? Emoji { get; init; }

    /// <summary>The bot's own id, 1–100 characters; unset for links and premium buttons.</summary>
    public string? CustomId { get; init; }

    /// <summary>SKU of a premium button.</summary>
    public Snowflake? SkuId { get; init; }

    /// <summary>Target of a link button, at most 512 characters.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the component cannot be used; false when absent.</summary>
    public bool? Disabled { get; init; }
}
