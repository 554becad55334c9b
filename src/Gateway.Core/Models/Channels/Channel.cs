namespace Gateway.Core.Models;

/// <summary>A channel, thread or direct message; <see cref="Type"/> says which.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#channel-object">Discord's page</see></remarks>
public record Channel : DiscordObject
{
    /// <summary>The channel; a thread started from a message has that message's id.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>What kind it is; decides which of the other keys occur.</summary>
    public ChannelType Type { get; init; }

    /// <summary>Guild; absent for direct messages and for channels inside a guild object.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Place in the list; on a tie the lower id comes first.</summary>
    public int? Position { get; init; }

    /// <summary>What roles and members may do here, other than in the guild.</summary>
    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    /// <summary>Name, 1–100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Topic, at most 1024 characters, 4096 in forums and media channels.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether it is age-restricted; threads share their parent's restriction and leave it out.</summary>
    public bool? Nsfw { get; init; }

    /// <summary>
    /// Newest message, or thread of a forum; it may have been deleted since. No update event announces a change.
    /// </summary>
    public Snowflake? LastMessageId { get; init; }

    /// <summary>Bits a second of a voice channel.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Most users: up to 99 in voice, 10,000 on a stage; 0 for no limit.</summary>
    public int? UserLimit { get; init; }

    /// <summary>Seconds between two messages of one user, and between two threads, 0–21,600.</summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>The other users of a direct message.</summary>
    public IReadOnlyList<User>? Recipients { get; init; }

    /// <summary>CDN hash of a group direct message's icon.</summary>
    public string? Icon { get; init; }

    /// <summary>Who made the group direct message or thread.</summary>
    public Snowflake? OwnerId { get; init; }

    /// <summary>Application that made a group direct message.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>Whether an application manages the group direct message.</summary>
    public bool? Managed { get; init; }

    /// <summary>Category of a channel, or channel of a thread.</summary>
    public Snowflake? ParentId { get; init; }

    /// <summary>When a message was last pinned.</summary>
    public DateTimeOffset? LastPinTimestamp { get; init; }

    /// <summary>Voice region; null when Discord chooses.</summary>
    public string? RtcRegion { get; init; }

    /// <summary>Camera quality; <see cref="VideoQualityMode.Auto"/> when absent.</summary>
    public VideoQualityMode? VideoQualityMode { get; init; }

    /// <summary>Messages in a thread, without the first and deleted ones.</summary>
    public int? MessageCount { get; init; }

    /// <summary>Estimated members of a thread; counting stops at 50.</summary>
    public int? MemberCount { get; init; }

    /// <summary>What only threads have.</summary>
    public ThreadMetadata? ThreadMetadata { get; init; }

    /// <summary>The bot's own membership in the thread, if it joined.</summary>
    public ThreadMember? Member { get; init; }

    /// <summary>Minutes without messages before a new thread is archived.</summary>
    public AutoArchiveDuration? DefaultAutoArchiveDuration { get; init; }

    /// <summary>What the invoking user may do here; in interactions only.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>What the bot may do here; in interactions only.</summary>
    public Permissions? AppPermissions { get; init; }

    /// <summary>Flag bits.</summary>
    public ChannelFlags? Flags { get; init; }

    /// <summary>How many messages a thread has had in all; deletions do not lower it.</summary>
    public int? TotalMessageSent { get; init; }

    /// <summary>Tags a forum or media channel offers.</summary>
    public IReadOnlyList<ForumTag>? AvailableTags { get; init; }

    /// <summary>Tags of a thread in a forum or media channel.</summary>
    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }

    /// <summary>Emoji offered as first reaction to threads of a forum.</summary>
    public DefaultReaction? DefaultReactionEmoji { get; init; }

    /// <summary>Seconds of slowmode copied to each new thread when it is made.</summary>
    public int? DefaultThreadRateLimitPerUser { get; init; }

    /// <summary>Order of a forum's threads; null when nobody chose one.</summary>
    public SortOrderType? DefaultSortOrder { get; init; }

    /// <summary>Layout of a forum's threads.</summary>
    public ForumLayoutType? DefaultForumLayout { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(Type);
        it.Add(ParentId);
    }
}
