using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of reaction.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#get-reactions-reaction-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ReactionType>))]
public enum ReactionType
{
    /// <summary>Normal.</summary>
    Normal = 0,

    /// <summary>Super.</summary>
    Burst = 1,
}
