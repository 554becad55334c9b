using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Who can see a scheduled event.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-privacy-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ScheduledEventPrivacyLevel>))]
public enum ScheduledEventPrivacyLevel
{
    /// <summary>Members of the guild.</summary>
    GuildOnly = 2,
}
