namespace Gateway.Core.Models;

/// <summary>A select of roles.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#role-select">Discord's page</see></remarks>
public sealed record RoleSelect : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.RoleSelect;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Text shown while nothing is chosen, at most 150 characters.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Entries chosen beforehand.</summary>
    public IReadOnlyList<SelectDefaultValue>? DefaultValues { get; init; }

    /// <summary>Fewest choices that count as an answer, 0–25; 1 when absent.</summary>
    public int? MinValues { get; init; }

    /// <summary>Most choices allowed, 1–25; 1 when absent.</summary>
    public int? MaxValues { get; init; }

    /// <summary>Whether a modal cannot be submitted without an answer; true when absent.</summary>
    public bool? Required { get; init; }

    /// <summary>Whether the component cannot be used; false when absent.</summary>
    public bool? Disabled { get; init; }
}
