using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of command.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ApplicationCommandType>))]
public enum ApplicationCommandType
{
    /// <summary>Slash command.</summary>
    ChatInput = 1,

    /// <summary>Context menu of a user.</summary>
    User = 2,

    /// <summary>Context menu of a message.</summary>
    Message = 3,

    /// <summary>Start of an activity.</summary>
    PrimaryEntryPoint = 4,
}
