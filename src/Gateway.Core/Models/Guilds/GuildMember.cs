namespace Gateway.Core.Models;

/// <summary>A user within a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-member-object">Discord's page</see></remarks>
public record GuildMember : DiscordObject
{
    /// <summary>The user; absent in message events, where the author or mention is the user.</summary>
    public User? User { get; init; }

    /// <summary>Name used in this guild only.</summary>
    public string? Nick { get; init; }

    /// <summary>CDN hash of the avatar used in this guild only.</summary>
    public string? Avatar { get; init; }

    /// <summary>CDN hash of the banner used in this guild only.</summary>
    public string? Banner { get; init; }

    /// <summary>Roles held, without <c>@everyone</c>.</summary>
    public IReadOnlyList<Snowflake> Roles { get => field ?? []; init; }

    /// <summary>When the user joined; null for guests of a voice channel.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Since when the member boosts the guild; null for others.</summary>
    public DateTimeOffset? PremiumSince { get; init; }

    /// <summary>Whether deafened by a moderator; absent in members resolved for an interaction.</summary>
    public bool? Deaf { get; init; }

    /// <summary>Whether muted by a moderator; absent in members resolved for an interaction.</summary>
    public bool? Mute { get; init; }

    /// <summary>Flag bits.</summary>
    public GuildMemberFlags Flags { get; init; }

    /// <summary>Whether membership screening is still to be passed; always sent in guild events.</summary>
    public bool? Pending { get; init; }

    /// <summary>What the member may do in the channel; in interactions only.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>End of the time-out; null or past when there is none.</summary>
    public DateTimeOffset? CommunicationDisabledUntil { get; init; }

    /// <summary>Decoration worn around the avatar.</summary>
    public AvatarDecorationData? AvatarDecorationData { get; init; }

    /// <summary>Collectibles in use, such as a nameplate.</summary>
    public Collectibles? Collectibles { get; init; }

    /// <summary>Until when Discord suspects the member of sending spam; not in Discord's tables.</summary>
    public DateTimeOffset? UnusualDmActivityUntil { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(User?.Id);
        it.Add(Roles.Count);
    }
}
