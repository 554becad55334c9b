namespace Gateway.Core.Models;

/// <summary>A text field; modals only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#text-input">Discord's page</see></remarks>
public sealed record TextInput : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.TextInput;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>One line or several.</summary>
    public TextInputStyle Style { get; init; }

    /// <summary>Fewest characters, 0–4000.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters, 1–4000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether a modal cannot be submitted without an answer; true when absent.</summary>
    public bool? Required { get; init; }

    /// <summary>Text filled in beforehand, at most 4000 characters.</summary>
    public string? Value { get; init; }

    /// <summary>Text shown while it is empty, at most 100 characters.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Text above it, at most 45 characters; deprecated in favour of <see cref="Models.Label"/>.</summary>
    public string? Label { get; init; }
}
