using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Who can see a stage.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/stage-instance#stage-instance-object-privacy-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<StagePrivacyLevel>))]
public enum StagePrivacyLevel
{
    /// <summary>Everybody; deprecated.</summary>
    Public = 1,

    /// <summary>Members of the guild.</summary>
    GuildOnly = 2,
}
