namespace Gateway.Core.Models;

/// <summary>A choice of a string select.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#string-select-select-option-structure">Discord's page</see></remarks>
public sealed record SelectOption : DiscordObject
{
    /// <summary>Text, at most 100 characters.</summary>
    public string Label { get => field ?? ""; init; }

    /// <summary>Value the bot gets back, at most 100 characters.</summary>
    public string Value { get => field ?? ""; init; }

    /// <summary>Text below, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Emoji before the text.</summary>
    public Emoji? Emoji { get; init; }

    /// <summary>Whether it is chosen beforehand; false when absent.</summary>
    public bool? Default { get; init; }
}
