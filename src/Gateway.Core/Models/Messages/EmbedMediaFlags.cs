using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of an embed's image or video.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-media-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<EmbedMediaFlags>))]
public enum EmbedMediaFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Animated.</summary>
    IsAnimated = 1UL << 5,
}
