namespace Gateway.Core.Models;

/// <summary>An emoji. Complete in a guild's list; elsewhere id, name and whether it moves.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/emoji#emoji-object">Discord's page</see></remarks>
public sealed record Emoji : DiscordObject
{
    /// <summary>Custom emoji; null for a Unicode emoji.</summary>
    public Snowflake? Id { get; init; }

    /// <summary>
    /// Name of a custom emoji, or the Unicode character; null in reactions whose emoji was deleted.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Roles that may use it; empty for everybody.</summary>
    public IReadOnlyList<Snowflake>? Roles { get; init; }

    /// <summary>Who uploaded it; only for bots that may manage expressions.</summary>
    public User? User { get; init; }

    /// <summary>Whether it is written between colons.</summary>
    public bool? RequireColons { get; init; }

    /// <summary>Whether an integration owns it.</summary>
    public bool? Managed { get; init; }

    /// <summary>Whether it moves.</summary>
    public bool? Animated { get; init; }

    /// <summary>False when the guild lost the boosts it depends on.</summary>
    public bool? Available { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}
