namespace Gateway.Core.Models;

/// <summary>A gap between components, with or without a line.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#separator">Discord's page</see></remarks>
public sealed record Separator : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Separator;

    /// <summary>Whether a line is drawn; true when absent.</summary>
    public bool? Divider { get; init; }

    /// <summary>Height of the gap; small when absent.</summary>
    public SeparatorSpacing? Spacing { get; init; }
}
