using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a rich-presence invite is for.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object-message-activity-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<MessageActivityType>))]
public enum MessageActivityType
{
    /// <summary>Joining.</summary>
    Join = 1,

    /// <summary>Watching.</summary>
    Spectate = 2,

    /// <summary>Listening along.</summary>
    Listen = 3,

    /// <summary>Asking to join.</summary>
    JoinRequest = 5,

    /// <summary>Asking for a stream.</summary>
    StreamRequest = 6,
}
