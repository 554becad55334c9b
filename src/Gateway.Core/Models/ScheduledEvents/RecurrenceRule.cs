namespace Gateway.Core.Models;

/// <summary>How a scheduled event repeats; a part of iCalendar's recurrence rules.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object">Discord's page</see></remarks>
public sealed record RecurrenceRule : DiscordObject
{
    /// <summary>First occurrence.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>Last occurrence; cannot be set by bots.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Unit of repetition.</summary>
    public RecurrenceFrequency Frequency { get; init; }

    /// <summary>Units between two occurrences: 1, or 2 for weekly ones.</summary>
    public int Interval { get; init; }

    /// <summary>Days of the week.</summary>
    public IReadOnlyList<RecurrenceWeekday>? ByWeekday { get; init; }

    /// <summary>Days of the month, such as the second Friday.</summary>
    public IReadOnlyList<RecurrenceNWeekday>? ByNWeekday { get; init; }

    /// <summary>Months, 1–12.</summary>
    public IReadOnlyList<int>? ByMonth { get; init; }

    /// <summary>Days of the month, 1–31.</summary>
    public IReadOnlyList<int>? ByMonthDay { get; init; }

    /// <summary>Days of the year, 1–364; cannot be set by bots.</summary>
    public IReadOnlyList<int>? ByYearDay { get; init; }

    /// <summary>Number of occurrences; cannot be set by bots.</summary>
    public int? Count { get; init; }
}
