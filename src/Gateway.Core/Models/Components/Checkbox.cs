namespace Gateway.Core.Models;

/// <summary>A single choice to tick; modals only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#checkbox">Discord's page</see></remarks>
public sealed record Checkbox : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Checkbox;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Whether it is ticked beforehand; false when absent.</summary>
    public bool? Default { get; init; }
}
