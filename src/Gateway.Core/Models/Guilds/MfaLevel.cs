using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Whether moderators need two-factor authentication.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-mfa-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<MfaLevel>))]
public enum MfaLevel
{
    /// <summary>They do not.</summary>
    None = 0,

    /// <summary>They do.</summary>
    Elevated = 1,
}
