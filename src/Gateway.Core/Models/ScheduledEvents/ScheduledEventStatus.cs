using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Where a scheduled event stands.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-status">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ScheduledEventStatus>))]
public enum ScheduledEventStatus
{
    /// <summary>Planned; becomes active or cancelled.</summary>
    Scheduled = 1,

    /// <summary>Running; becomes completed.</summary>
    Active = 2,

    /// <summary>Over; final.</summary>
    Completed = 3,

    /// <summary>Called off; final.</summary>
    Canceled = 4,
}
