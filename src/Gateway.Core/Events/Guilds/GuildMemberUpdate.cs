using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A member or the user behind it changed.</summary>
/// <remarks>
/// <para>For the bot itself it is sent without the intent, too.</para>
/// <para>Needs <see cref="GatewayIntents.GuildMembers"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-member-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildMemberUpdate : DiscordObject, IGuildEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Roles held, without <c>@everyone</c>.</summary>
    public IReadOnlyList<Snowflake> Roles { get => field ?? []; init; }

    /// <summary>The user.</summary>
    public required User User { get; init; }

    /// <summary>Name used in this guild only.</summary>
    public string? Nick { get; init; }

    /// <summary>CDN hash of the avatar used in this guild only.</summary>
    public string? Avatar { get; init; }

    /// <summary>CDN hash of the banner used in this guild only.</summary>
    public string? Banner { get; init; }

    /// <summary>When the user joined; null for guests of a voice channel.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Since when the member boosts the guild; null for others.</summary>
    public DateTimeOffset? PremiumSince { get; init; }

    /// <summary>Whether deafened by a moderator.</summary>
    public bool? Deaf { get; init; }

    /// <summary>Whether muted by a moderator.</summary>
    public bool? Mute { get; init; }

    /// <summary>Whether membership screening is still to be passed.</summary>
    public bool? Pending { get; init; }

    /// <summary>End of the time-out; null or past when there is none.</summary>
    public DateTimeOffset? CommunicationDisabledUntil { get; init; }

    /// <summary>Flag bits; sent, although Discord's table of this event has lost the row.</summary>
    public GuildMemberFlags? Flags { get; init; }

    /// <summary>Decoration worn around the avatar.</summary>
    public AvatarDecorationData? AvatarDecorationData { get; init; }

    /// <summary>Collectibles in use, such as a nameplate.</summary>
    public Collectibles? Collectibles { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IUserEvent.UserId => User.Id;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(User.Id);
        it.Add(Roles.Count);
    }
}
