namespace Gateway.Core.Models;

/// <summary>A choice of a radio group.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#radio-group-option-structure">Discord's page</see></remarks>
public sealed record RadioGroupOption : DiscordObject
{
    /// <summary>Value the bot gets back when it is chosen.</summary>
    public string Value { get => field ?? ""; init; }

    /// <summary>Text beside the option.</summary>
    public string Label { get => field ?? ""; init; }

    /// <summary>Text below.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is chosen beforehand; false when absent.</summary>
    public bool? Default { get; init; }
}
