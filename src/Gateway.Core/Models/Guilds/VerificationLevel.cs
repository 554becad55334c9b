using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What new members of a guild must have before writing.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-verification-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<VerificationLevel>))]
public enum VerificationLevel
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A confirmed e-mail address.</summary>
    Low = 1,

    /// <summary>An account older than 5 minutes as well.</summary>
    Medium = 2,

    /// <summary>More than 10 minutes in the guild as well.</summary>
    High = 3,

    /// <summary>A confirmed telephone number.</summary>
    VeryHigh = 4,
}
