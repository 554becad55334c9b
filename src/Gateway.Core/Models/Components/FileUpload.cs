namespace Gateway.Core.Models;

/// <summary>A field for files; modals only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#file-upload">Discord's page</see></remarks>
public sealed record FileUpload : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.FileUpload;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Fewest files, 0–10; 1 when absent.</summary>
    public int? MinValues { get; init; }

    /// <summary>Most files, 1–10; 1 when absent.</summary>
    public int? MaxValues { get; init; }

    /// <summary>Whether a modal cannot be submitted without an answer; true when absent.</summary>
    public bool? Required { get; init; }

    /// <summary>
    /// <c>image</c>, <c>video</c>, <c>audio</c> or extensions with their dot, at most 10; any file when absent.
    /// </summary>
    public IReadOnlyList<string>? FileTypes { get; init; }
}
