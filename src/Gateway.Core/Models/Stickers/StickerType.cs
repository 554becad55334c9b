using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Where a sticker comes from.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sticker#sticker-object-sticker-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<StickerType>))]
public enum StickerType
{
    /// <summary>A pack of Discord's.</summary>
    Standard = 1,

    /// <summary>A guild.</summary>
    Guild = 2,
}
