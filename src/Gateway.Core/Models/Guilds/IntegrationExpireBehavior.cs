using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What happens to members whose subscription ended.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#integration-object-integration-expire-behaviors">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<IntegrationExpireBehavior>))]
public enum IntegrationExpireBehavior
{
    /// <summary>They lose the role.</summary>
    RemoveRole = 0,

    /// <summary>They are kicked.</summary>
    Kick = 1,
}
