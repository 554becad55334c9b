namespace Gateway.Core.Models;

/// <summary>The guild whose tag a user wears.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#user-object-user-primary-guild">Discord's page</see></remarks>
public sealed record UserPrimaryGuild : DiscordObject
{
    /// <summary>The guild.</summary>
    public Snowflake? IdentityGuildId { get; init; }

    /// <summary>
    /// Whether the tag is shown; false when the user took it off, null when Discord did, for instance because the
    /// guild lost its tag.
    /// </summary>
    public bool? IdentityEnabled { get; init; }

    /// <summary>Tag, at most 4 characters.</summary>
    public string? Tag { get; init; }

    /// <summary>CDN hash of the tag's badge.</summary>
    public string? Badge { get; init; }
}
