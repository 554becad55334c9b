namespace Gateway.Core.Models;

/// <summary>The component that was used.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-message-component-data-structure">Discord's page</see></remarks>
public sealed record MessageComponentData : InteractionData
{
    /// <summary>The bot's own id of the component.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>What was used.</summary>
    public ComponentType ComponentType { get; init; }

    /// <summary>What was chosen; always sent for selects.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Objects behind the ids in <see cref="Values"/>.</summary>
    public Resolved? Resolved { get; init; }

    /// <summary>Number of the component within its message; not in Discord's tables.</summary>
    public int? Id { get; init; }

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(ComponentType);
    }
}
