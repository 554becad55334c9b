namespace Gateway.Core.Models;

/// <summary>The modal that was submitted.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure">Discord's page</see></remarks>
public sealed record ModalSubmitData : InteractionData
{
    /// <summary>The bot's own id of the modal.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>What was entered, component by component.</summary>
    public IReadOnlyList<ModalResponseComponent> Components { get => field ?? []; init; }

    /// <summary>Objects behind chosen ids.</summary>
    public Resolved? Resolved { get; init; }

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(Components.Count);
    }
}
