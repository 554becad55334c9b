namespace Gateway.Core.Models;

/// <summary>The emoji a forum offers as first reaction; one of the two is set.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#default-reaction-object">Discord's page</see></remarks>
public sealed record DefaultReaction : DiscordObject
{
    /// <summary>Custom emoji; null for a Unicode one.</summary>
    public Snowflake? EmojiId { get; init; }

    /// <summary>Unicode character; null for a custom emoji.</summary>
    public string? EmojiName { get; init; }
}
