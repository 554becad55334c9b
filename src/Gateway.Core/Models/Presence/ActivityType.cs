using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a user does with an activity.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ActivityType>))]
public enum ActivityType
{
    /// <summary>Plays a game.</summary>
    Playing = 0,

    /// <summary>Streams live.</summary>
    Streaming = 1,

    /// <summary>Listens to something.</summary>
    Listening = 2,

    /// <summary>Watches something.</summary>
    Watching = 3,

    /// <summary>Custom status.</summary>
    Custom = 4,

    /// <summary>Competes in something.</summary>
    Competing = 5,
}
