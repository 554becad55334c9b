namespace Gateway.Core.Models;

/// <summary>A row of buttons, or one select.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#action-row">Discord's page</see></remarks>
public sealed record ActionRow : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.ActionRow;

    /// <summary>Up to five buttons, or one select.</summary>
    public IReadOnlyList<Component> Components { get => field ?? []; init; }
}
