namespace Gateway.Core.Models;

/// <summary>Trace of a text in the modal; carries nothing.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#text-display-text-display-interaction-response-structure">Discord's page</see></remarks>
public sealed record TextDisplayResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.TextDisplay;
}
