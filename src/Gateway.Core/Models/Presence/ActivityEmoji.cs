namespace Gateway.Core.Models;

/// <summary>Emoji of a custom status.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-emoji">Discord's page</see></remarks>
public sealed record ActivityEmoji : DiscordObject
{
    /// <summary>Name of a custom emoji, or the Unicode character.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Custom emoji; absent for a Unicode one.</summary>
    public Snowflake? Id { get; init; }

    /// <summary>Whether it moves.</summary>
    public bool? Animated { get; init; }
}
