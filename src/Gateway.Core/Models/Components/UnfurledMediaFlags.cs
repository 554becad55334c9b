using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a component's media.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#unfurled-media-item-unfurled-media-item-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<UnfurledMediaFlags>))]
public enum UnfurledMediaFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Animated.</summary>
    IsAnimated = 1UL << 0,
}
