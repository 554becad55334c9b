namespace Gateway.Core.Models;

/// <summary>Answers within a row of an old-style modal.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#legacy-message-component-behavior">Discord's page</see></remarks>
public sealed record ActionRowResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.ActionRow;

    /// <summary>Components inside, in order.</summary>
    public IReadOnlyList<ModalResponseComponent> Components { get => field ?? []; init; }
}
