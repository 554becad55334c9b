namespace Gateway.Core.Models;

/// <summary>A file within a message.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#attachment-object">Discord's page</see></remarks>
public sealed record Attachment : DiscordObject
{
    /// <summary>The attachment.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>File name.</summary>
    public string Filename { get => field ?? ""; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Alternative text, at most 1024 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Media type (MIME).</summary>
    public string? ContentType { get; init; }

    /// <summary>Size in bytes.</summary>
    public int Size { get; init; }

    /// <summary>Signed address; its query says when it stops working.</summary>
    public string Url { get => field ?? ""; init; }

    /// <summary>Address of the copy behind Discord's media proxy.</summary>
    public string ProxyUrl { get => field ?? ""; init; }

    /// <summary>Height in pixels; images and videos only.</summary>
    public int? Height { get; init; }

    /// <summary>Width in pixels; images and videos only.</summary>
    public int? Width { get; init; }

    /// <summary>Thumbhash, to draw while the media loads.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Version of the placeholder's format.</summary>
    public int? PlaceholderVersion { get; init; }

    /// <summary>Whether it vanishes after a while.</summary>
    public bool? Ephemeral { get; init; }

    /// <summary>Seconds of audio or video.</summary>
    public double? DurationSecs { get; init; }

    /// <summary>Base64 of up to 256 samples, for voice messages.</summary>
    public string? Waveform { get; init; }

    /// <summary>Flag bits.</summary>
    public AttachmentFlags? Flags { get; init; }

    /// <summary>Users in a clip.</summary>
    public IReadOnlyList<User>? ClipParticipants { get; init; }

    /// <summary>When a clip was recorded.</summary>
    public DateTimeOffset? ClipCreatedAt { get; init; }

    /// <summary>Application running in a clip.</summary>
    public Application? Application { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Size);
    }
}
