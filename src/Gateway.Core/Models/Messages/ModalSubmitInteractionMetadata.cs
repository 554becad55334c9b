namespace Gateway.Core.Models;

/// <summary>The modal that a message answers.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-interaction-metadata-object-modal-submit-interaction-metadata-structure">Discord's page</see></remarks>
public sealed record ModalSubmitInteractionMetadata : MessageInteractionMetadata
{
    /// <inheritdoc/>
    public override InteractionType Type => InteractionType.ModalSubmit;

    /// <summary>Interaction that opened the modal; null when it was not sent.</summary>
    public MessageInteractionMetadata? TriggeringInteractionMetadata { get; init; }
}
