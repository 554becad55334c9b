using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Whom a command permission is for.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object-application-command-permission-type">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ApplicationCommandPermissionType>))]
public enum ApplicationCommandPermissionType
{
    /// <summary>A role.</summary>
    Role = 1,

    /// <summary>A user.</summary>
    User = 2,

    /// <summary>A channel.</summary>
    Channel = 3,
}
