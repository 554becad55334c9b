using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a rule checks.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-event-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<AutoModEventType>))]
public enum AutoModEventType
{
    /// <summary>Messages sent or edited.</summary>
    MessageSend = 1,

    /// <summary>Profiles of members joining or changing.</summary>
    MemberUpdate = 2,
}
