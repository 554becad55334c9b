namespace Gateway.Core.Models;

/// <summary>Answer to a select with choices of the bot's own.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#string-select-string-select-interaction-response-structure">Discord's page</see></remarks>
public sealed record StringSelectResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.StringSelect;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<string> Values { get => field ?? []; init; }
}
