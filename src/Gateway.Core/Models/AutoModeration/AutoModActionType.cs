using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a rule does.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-action-object-action-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<AutoModActionType>))]
public enum AutoModActionType
{
    /// <summary>Blocks the message.</summary>
    BlockMessage = 1,

    /// <summary>Posts an alert.</summary>
    SendAlertMessage = 2,

    /// <summary>Times the author out; keyword and mention rules only.</summary>
    Timeout = 3,

    /// <summary>Keeps the member from interacting until the profile is changed.</summary>
    BlockMemberInteraction = 4,
}
