using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a reference to a message means.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-reference-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<MessageReferenceType>))]
public enum MessageReferenceType
{
    /// <summary>Reply, crosspost, pin or the like.</summary>
    Default = 0,

    /// <summary>Forward.</summary>
    Forward = 1,
}
