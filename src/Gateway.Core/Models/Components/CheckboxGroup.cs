namespace Gateway.Core.Models;

/// <summary>Choices of which several can be taken; modals only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#checkbox-group">Discord's page</see></remarks>
public sealed record CheckboxGroup : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.CheckboxGroup;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Choices, 1–10.</summary>
    public IReadOnlyList<CheckboxGroupOption> Options { get => field ?? []; init; }

    /// <summary>Fewest choices, 0–10; 1 when absent.</summary>
    public int? MinValues { get; init; }

    /// <summary>Most choices, 1–10; all when absent.</summary>
    public int? MaxValues { get; init; }

    /// <summary>Whether a modal cannot be submitted without an answer; true when absent.</summary>
    public bool? Required { get; init; }
}
