namespace Gateway.Core.Models;

/// <summary>Choices of which one can be taken; modals only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#radio-group">Discord's page</see></remarks>
public sealed record RadioGroup : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.RadioGroup;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Choices, 2–10.</summary>
    public IReadOnlyList<RadioGroupOption> Options { get => field ?? []; init; }

    /// <summary>Whether a modal cannot be submitted without an answer; true when absent.</summary>
    public bool? Required { get; init; }
}
