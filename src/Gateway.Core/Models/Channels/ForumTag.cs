namespace Gateway.Core.Models;

/// <summary>A tag for threads of a forum or media channel; at most one emoji is set.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#forum-tag-object">Discord's page</see></remarks>
public sealed record ForumTag : DiscordObject
{
    /// <summary>The tag.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Name, 0–20 characters.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Whether only those who manage threads can apply it.</summary>
    public bool Moderated { get; init; }

    /// <summary>Custom emoji; null for a Unicode emoji or none.</summary>
    public Snowflake? EmojiId { get; init; }

    /// <summary>Unicode character; null when the emoji is custom or none is set.</summary>
    public string? EmojiName { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}
