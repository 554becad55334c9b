namespace Gateway.Core.Models;

/// <summary>Answer to a single checkbox.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#checkbox-interaction-response-structure">Discord's page</see></remarks>
public sealed record CheckboxResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Checkbox;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Whether it was ticked.</summary>
    public bool Value { get; init; }
}
