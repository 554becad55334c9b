namespace Gateway.Core.Models;

/// <summary>An event planned in a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object">Discord's page</see></remarks>
public record GuildScheduledEvent : DiscordObject
{
    /// <summary>The event.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Stage or voice channel; null for an event elsewhere.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>Who made it; null for events made before 25 October 2021.</summary>
    public Snowflake? CreatorId { get; init; }

    /// <summary>Name, 1–100 characters.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Description, 1–1000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Planned start.</summary>
    public DateTimeOffset ScheduledStartTime { get; init; }

    /// <summary>Planned end; always set for an event elsewhere.</summary>
    public DateTimeOffset? ScheduledEndTime { get; init; }

    /// <summary>Who can see it.</summary>
    public ScheduledEventPrivacyLevel PrivacyLevel { get; init; }

    /// <summary>Where it stands.</summary>
    public ScheduledEventStatus Status { get; init; }

    /// <summary>Where it takes place.</summary>
    public ScheduledEventEntityType EntityType { get; init; }

    /// <summary>Stage instance, once it is running.</summary>
    public Snowflake? EntityId { get; init; }

    /// <summary>Place of an event elsewhere; null for stage and voice.</summary>
    public ScheduledEventEntityMetadata? EntityMetadata { get; init; }

    /// <summary>Who made it.</summary>
    public User? Creator { get; init; }

    /// <summary>How many are interested; only when asked for over HTTP.</summary>
    public int? UserCount { get; init; }

    /// <summary>CDN hash of the cover.</summary>
    public string? Image { get; init; }

    /// <summary>How it repeats; null when it does not.</summary>
    public RecurrenceRule? RecurrenceRule { get; init; }

    /// <summary>Occurrences skipped or moved; not in Discord's tables yet.</summary>
    public IReadOnlyList<GuildScheduledEventException>? GuildScheduledEventExceptions { get; init; }

    /// <summary>What gives access to it; not in Discord's tables.</summary>
    public IReadOnlyList<Snowflake>? SkuIds { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(ChannelId);
        it.Add(Status);
        it.Add(EntityType);
    }
}
