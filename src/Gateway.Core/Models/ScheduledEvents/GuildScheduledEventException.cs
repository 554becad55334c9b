namespace Gateway.Core.Models;

/// <summary>
/// An occurrence of a repeating event that is left out or moved. A draft of Discord's: it may change.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event">Discord's page</see></remarks>
public sealed record GuildScheduledEventException : DiscordObject
{
    /// <summary>Event it belongs to.</summary>
    public required Snowflake EventId { get; init; }

    /// <summary>Original start as a snowflake; unique within its event only.</summary>
    public required Snowflake EventExceptionId { get; init; }

    /// <summary>New start; null when unchanged.</summary>
    public DateTimeOffset? ScheduledStartTime { get; init; }

    /// <summary>New end; null when unchanged.</summary>
    public DateTimeOffset? ScheduledEndTime { get; init; }

    /// <summary>Whether the occurrence is left out.</summary>
    public bool IsCanceled { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(EventId);
        it.Add(EventExceptionId);
    }
}
