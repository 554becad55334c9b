namespace Gateway.Core.Models;

/// <summary>Answer to a field for files.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#file-upload-file-upload-interaction-response-structure">Discord's page</see></remarks>
public sealed record FileUploadResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.FileUpload;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Uploaded files, as keys of <see cref="Resolved.Attachments"/>.</summary>
    public IReadOnlyList<Snowflake> Values { get => field ?? []; init; }
}
