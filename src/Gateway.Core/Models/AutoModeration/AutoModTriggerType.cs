using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a rule looks for.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-trigger-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<AutoModTriggerType>))]
public enum AutoModTriggerType
{
    /// <summary>Words; 6 rules a guild.</summary>
    Keyword = 1,

    /// <summary>Spam; 1 rule a guild.</summary>
    Spam = 3,

    /// <summary>Discord's word lists; 1 rule a guild.</summary>
    KeywordPreset = 4,

    /// <summary>Many mentions; 1 rule a guild.</summary>
    MentionSpam = 5,

    /// <summary>Words in a member's profile; 1 rule a guild.</summary>
    MemberProfile = 6,
}
