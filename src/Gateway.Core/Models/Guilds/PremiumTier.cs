using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Boost level of a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-premium-tier">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<PremiumTier>))]
public enum PremiumTier
{
    /// <summary>Not boosted enough for any level.</summary>
    None = 0,

    /// <summary>Level 1.</summary>
    Tier1 = 1,

    /// <summary>Level 2.</summary>
    Tier2 = 2,

    /// <summary>Level 3.</summary>
    Tier3 = 3,
}
