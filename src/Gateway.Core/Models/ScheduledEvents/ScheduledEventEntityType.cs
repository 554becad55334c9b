using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Where a scheduled event takes place.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-entity-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ScheduledEventEntityType>))]
public enum ScheduledEventEntityType
{
    /// <summary>On a stage.</summary>
    StageInstance = 1,

    /// <summary>In a voice channel.</summary>
    Voice = 2,

    /// <summary>Elsewhere.</summary>
    External = 3,
}
