namespace Gateway.Core.Models;

/// <summary>The component that a message answers.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-interaction-metadata-object-message-component-interaction-metadata-structure">Discord's page</see></remarks>
public sealed record MessageComponentInteractionMetadata : MessageInteractionMetadata
{
    /// <inheritdoc/>
    public override InteractionType Type => InteractionType.MessageComponent;

    /// <summary>Message that held the component.</summary>
    public Snowflake InteractedMessageId { get; init; }
}
