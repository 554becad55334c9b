using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of an attachment.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#attachment-object-attachment-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<AttachmentFlags>))]
public enum AttachmentFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Clip of a stream.</summary>
    IsClip = 1UL << 0,

    /// <summary>Preview image of a media channel's thread.</summary>
    IsThumbnail = 1UL << 1,

    /// <summary>Remixed; deprecated.</summary>
    IsRemix = 1UL << 2,

    /// <summary>Hidden until clicked.</summary>
    IsSpoiler = 1UL << 3,

    /// <summary>Animated.</summary>
    IsAnimated = 1UL << 5,
}
