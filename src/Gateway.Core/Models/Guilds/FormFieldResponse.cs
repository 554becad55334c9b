using System.Text.Json;

namespace Gateway.Core.Models;

/// <summary>
/// An answer within a join request; which keys are set depends on the field's type. A draft of Discord's: it may
/// change.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild">Discord's page</see></remarks>
public sealed record FormFieldResponse : DiscordObject
{
    /// <summary><c>TERMS</c>, <c>TEXT_INPUT</c>, <c>PARAGRAPH</c> or <c>MULTIPLE_CHOICE</c>.</summary>
    public string FieldType { get => field ?? ""; init; }

    /// <summary>The question.</summary>
    public string? Label { get; init; }

    /// <summary>Text below the question.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it had to be answered.</summary>
    public bool? Required { get; init; }

    /// <summary>Rules to accept; terms only.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Text shown while it was empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Choices of a multiple-choice question.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Answer: a boolean for terms, text, or the index of the choice.</summary>
    public JsonElement? Response { get; init; }
}
