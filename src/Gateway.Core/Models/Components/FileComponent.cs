namespace Gateway.Core.Models;

/// <summary>An attached file.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#file">Discord's page</see></remarks>
public sealed record FileComponent : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.File;

    /// <summary>The file; a bot names it as <c>attachment://name</c>.</summary>
    public UnfurledMediaItem File { get => field ?? new(); init; }

    /// <summary>Whether it is blurred until clicked; false when absent.</summary>
    public bool? Spoiler { get; init; }

    /// <summary>File name, filled in by Discord.</summary>
    public string? Name { get; init; }

    /// <summary>Size in bytes, filled in by Discord.</summary>
    public int? Size { get; init; }
}
