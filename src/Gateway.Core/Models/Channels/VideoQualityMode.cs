using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Camera quality of a voice channel.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#channel-object-video-quality-modes">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<VideoQualityMode>))]
public enum VideoQualityMode
{
    /// <summary>Discord chooses.</summary>
    Auto = 1,

    /// <summary>720p.</summary>
    Full = 2,
}
