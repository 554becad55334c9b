using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>File format of a sticker.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sticker#sticker-object-sticker-format-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<StickerFormatType>))]
public enum StickerFormatType
{
    /// <summary>PNG.</summary>
    Png = 1,

    /// <summary>Animated PNG.</summary>
    Apng = 2,

    /// <summary>Lottie.</summary>
    Lottie = 3,

    /// <summary>GIF.</summary>
    Gif = 4,
}
