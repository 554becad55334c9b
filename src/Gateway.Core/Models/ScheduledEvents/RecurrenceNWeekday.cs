namespace Gateway.Core.Models;

/// <summary>A weekday of a certain week of the month.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object">Discord's page</see></remarks>
public sealed record RecurrenceNWeekday : DiscordObject
{
    /// <summary>Week of the month, 1–5.</summary>
    public int N { get; init; }

    /// <summary>Day of the week.</summary>
    public RecurrenceWeekday Day { get; init; }
}
