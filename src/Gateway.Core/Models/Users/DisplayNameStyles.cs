namespace Gateway.Core.Models;

/// <summary>How a display name is drawn; not in Discord's tables.</summary>
public sealed record DisplayNameStyles : DiscordObject
{
    /// <summary>Font, by Discord's number.</summary>
    public int FontId { get; init; }

    /// <summary>Effect, by Discord's number.</summary>
    public int EffectId { get; init; }

    /// <summary>RGB colours.</summary>
    public IReadOnlyList<int> Colors { get => field ?? []; init; }
}
