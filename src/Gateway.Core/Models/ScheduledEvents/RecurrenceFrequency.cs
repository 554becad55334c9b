using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Unit of repetition.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<RecurrenceFrequency>))]
public enum RecurrenceFrequency
{
    /// <summary>Years.</summary>
    Yearly = 0,

    /// <summary>Months.</summary>
    Monthly = 1,

    /// <summary>Weeks.</summary>
    Weekly = 2,

    /// <summary>Days.</summary>
    Daily = 3,
}
