using System.Text.Json;

namespace Gateway.Core.Models;

/// <summary>An option of a command, with its value or, for sub-commands, its own options.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure">Discord's page</see></remarks>
public sealed record ApplicationCommandDataOption : DiscordObject
{
    /// <summary>Name of the option.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What kind of value it takes.</summary>
    public ApplicationCommandOptionType Type { get; init; }

    /// <summary>
    /// What was entered: text, number, boolean, or id as text. An unfinished number can be text while autocompleting.
    /// </summary>
    public JsonElement? Value { get; init; }

    /// <summary>Options of a sub-command or of a group.</summary>
    public IReadOnlyList<ApplicationCommandDataOption>? Options { get; init; }

    /// <summary>Whether the user is typing in it; autocompletion only.</summary>
    public bool? Focused { get; init; }

    private protected override void Describe(Description it) => it.Add(Type);
}
