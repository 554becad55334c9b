using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Age restriction of a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-guild-nsfw-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<GuildNsfwLevel>))]
public enum GuildNsfwLevel
{
    /// <summary>Not assessed.</summary>
    Default = 0,

    /// <summary>Explicit.</summary>
    Explicit = 1,

    /// <summary>Safe.</summary>
    Safe = 2,

    /// <summary>Age-restricted.</summary>
    AgeRestricted = 3,
}
