namespace Gateway.Core.Models;

/// <summary>Answer to a radio group.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#radio-group-interaction-response-structure">Discord's page</see></remarks>
public sealed record RadioGroupResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.RadioGroup;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>What was chosen; null for nothing.</summary>
    public string? Value { get; init; }
}
