using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Whom a permission overwrite is for.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#overwrite-object">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<OverwriteType>))]
public enum OverwriteType
{
    /// <summary>A role.</summary>
    Role = 0,

    /// <summary>A member.</summary>
    Member = 1,
}
