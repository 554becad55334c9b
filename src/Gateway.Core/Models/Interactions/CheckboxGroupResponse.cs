namespace Gateway.Core.Models;

/// <summary>Answer to a checkbox group.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#checkbox-group-interaction-response-structure">Discord's page</see></remarks>
public sealed record CheckboxGroupResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.CheckboxGroup;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>What was ticked; may be empty.</summary>
    public IReadOnlyList<string> Values { get => field ?? []; init; }
}
