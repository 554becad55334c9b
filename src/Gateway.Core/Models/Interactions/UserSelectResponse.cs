namespace Gateway.Core.Models;

/// <summary>Answer to a select of users.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#user-select-user-select-interaction-response-structure">Discord's page</see></remarks>
public sealed record UserSelectResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.UserSelect;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Users chosen.</summary>
    public IReadOnlyList<Snowflake> Values { get => field ?? []; init; }
}
