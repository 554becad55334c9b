using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Word lists kept by Discord.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-keyword-preset-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<AutoModKeywordPreset>))]
public enum AutoModKeywordPreset
{
    /// <summary>Swearing.</summary>
    Profanity = 1,

    /// <summary>Sexual content.</summary>
    SexualContent = 2,

    /// <summary>Slurs.</summary>
    Slurs = 3,
}
