using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Which messages notify members by default.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-default-message-notification-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<DefaultMessageNotificationLevel>))]
public enum DefaultMessageNotificationLevel
{
    /// <summary>All of them.</summary>
    AllMessages = 0,

    /// <summary>Only those that mention the member.</summary>
    OnlyMentions = 1,
}
