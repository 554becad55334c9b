using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a SKU.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sku#sku-object-sku-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<SkuFlags>))]
public enum SkuFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>For sale.</summary>
    Available = 1UL << 2,

    /// <summary>Bought by a user for all members of a guild.</summary>
    GuildSubscription = 1UL << 7,

    /// <summary>Bought by a user for itself.</summary>
    UserSubscription = 1UL << 8,
}
