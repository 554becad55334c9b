using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Day of the week, from Monday.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<RecurrenceWeekday>))]
public enum RecurrenceWeekday
{
    /// <summary>Monday.</summary>
    Monday = 0,

    /// <summary>Tuesday.</summary>
    Tuesday = 1,

    /// <summary>Wednesday.</summary>
    Wednesday = 2,

    /// <summary>Thursday.</summary>
    Thursday = 3,

    /// <summary>Friday.</summary>
    Friday = 4,

    /// <summary>Saturday.</summary>
    Saturday = 5,

    /// <summary>Sunday.</summary>
    Sunday = 6,
}
