namespace Gateway.Core.Models;

/// <summary>Answer to a select of roles.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#role-select-role-select-interaction-response-structure">Discord's page</see></remarks>
public sealed record RoleSelectResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.RoleSelect;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Roles chosen.</summary>
    public IReadOnlyList<Snowflake> Values { get => field ?? []; init; }
}
