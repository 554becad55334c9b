using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Minutes without messages before a thread is archived.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#thread-metadata-object">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<AutoArchiveDuration>))]
public enum AutoArchiveDuration
{
    /// <summary>60 minutes.</summary>
    Hour = 60,

    /// <summary>1440 minutes.</summary>
    Day = 1440,

    /// <summary>4320 minutes.</summary>
    ThreeDays = 4320,

    /// <summary>10,080 minutes.</summary>
    Week = 10080,
}
