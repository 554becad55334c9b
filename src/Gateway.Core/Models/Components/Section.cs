namespace Gateway.Core.Models;

/// <summary>Texts with a button or a thumbnail beside them.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#section">Discord's page</see></remarks>
public sealed record Section : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Section;

    /// <summary>Texts, 1–3.</summary>
    public IReadOnlyList<Component> Components { get => field ?? []; init; }

    /// <summary>Button or thumbnail beside the texts; null when it was not sent.</summary>
    public Component? Accessory { get; init; }
}
