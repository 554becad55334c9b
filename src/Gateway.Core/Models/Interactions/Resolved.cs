namespace Gateway.Core.Models;

/// <summary>Objects behind the ids that a user chose.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure">Discord's page</see></remarks>
public sealed record Resolved : DiscordObject
{
    /// <summary>Users by id.</summary>
    public IReadOnlyDictionary<Snowflake, User>? Users { get; init; }

    /// <summary>
    /// Members by user id, without user and voice settings; each has its entry in <see cref="Users"/>.
    /// </summary>
    public IReadOnlyDictionary<Snowflake, GuildMember>? Members { get; init; }

    /// <summary>Roles by id.</summary>
    public IReadOnlyDictionary<Snowflake, Role>? Roles { get; init; }

    /// <summary>Channels by id, with a part of their keys.</summary>
    public IReadOnlyDictionary<Snowflake, Channel>? Channels { get; init; }

    /// <summary>Messages by id.</summary>
    public IReadOnlyDictionary<Snowflake, Message>? Messages { get; init; }

    /// <summary>Attachments by id.</summary>
    public IReadOnlyDictionary<Snowflake, Attachment>? Attachments { get; init; }
}
