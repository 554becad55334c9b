namespace Gateway.Core.Models;

/// <summary>Answer to a label.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#label-label-interaction-response-structure">Discord's page</see></remarks>
public sealed record LabelResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Label;

    /// <summary>Answer to the labelled input; null when it was not sent.</summary>
    public ModalResponseComponent? Component { get; init; }
}
