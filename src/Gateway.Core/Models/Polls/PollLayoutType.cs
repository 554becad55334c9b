using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Layout of a poll.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/poll#layout-type">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<PollLayoutType>))]
public enum PollLayoutType
{
    /// <summary>The only one so far.</summary>
    Default = 1,
}
