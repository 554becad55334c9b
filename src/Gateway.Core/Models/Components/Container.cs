namespace Gateway.Core.Models;

/// <summary>A frame around other components.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#container">Discord's page</see></remarks>
public sealed record Container : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Container;

    /// <summary>What it frames.</summary>
    public IReadOnlyList<Component> Components { get => field ?? []; init; }

    /// <summary>RGB colour of the bar.</summary>
    public int? AccentColor { get; init; }

    /// <summary>Whether it is blurred until clicked; false when absent.</summary>
    public bool? Spoiler { get; init; }
}
