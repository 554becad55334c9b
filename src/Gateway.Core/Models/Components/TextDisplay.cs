namespace Gateway.Core.Models;

/// <summary>A text.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#text-display">Discord's page</see></remarks>
public sealed record TextDisplay : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.TextDisplay;

    /// <summary>Text with markdown.</summary>
    public string Content { get => field ?? ""; init; }
}
