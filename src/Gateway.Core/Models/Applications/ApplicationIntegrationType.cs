using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of installation.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/application#application-object-application-integration-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ApplicationIntegrationType>))]
public enum ApplicationIntegrationType
{
    /// <summary>Added to a guild.</summary>
    GuildInstall = 0,

    /// <summary>Added to a user.</summary>
    UserInstall = 1,
}
