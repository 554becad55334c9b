using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Nitro plan of a user.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#user-object-premium-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<PremiumType>))]
public enum PremiumType
{
    /// <summary>No plan, or not readable.</summary>
    None = 0,

    /// <summary>Nitro Classic.</summary>
    NitroClassic = 1,

    /// <summary>Nitro.</summary>
    Nitro = 2,

    /// <summary>Nitro Basic.</summary>
    NitroBasic = 3,
}
