namespace Gateway.Core.Models;

/// <summary>Answer to a select of users and roles.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#mentionable-select-mentionable-select-interaction-response-structure">Discord's page</see></remarks>
public sealed record MentionableSelectResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.MentionableSelect;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Users and roles chosen.</summary>
    public IReadOnlyList<Snowflake> Values { get => field ?? []; init; }
}
