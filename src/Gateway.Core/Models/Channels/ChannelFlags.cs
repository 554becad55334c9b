using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a channel.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#channel-object-channel-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<ChannelFlags>))]
public enum ChannelFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Thread pinned in its forum or media channel.</summary>
    Pinned = 1UL << 1,

    /// <summary>Forum or media channel whose threads need a tag.</summary>
    RequireTag = 1UL << 4,

    /// <summary>Media channel without download buttons.</summary>
    HideMediaDownloadOptions = 1UL << 15,

    /// <summary>Channel whose content is shown on demand only.</summary>
    IsSpoilerChannel = 1UL << 21,
}
