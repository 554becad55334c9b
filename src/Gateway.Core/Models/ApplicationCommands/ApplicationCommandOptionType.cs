using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of value an option takes.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ApplicationCommandOptionType>))]
public enum ApplicationCommandOptionType
{
    /// <summary>Sub-command.</summary>
    SubCommand = 1,

    /// <summary>Group of sub-commands.</summary>
    SubCommandGroup = 2,

    /// <summary>Text.</summary>
    String = 3,

    /// <summary>Integer between −2⁵³ and 2⁵³.</summary>
    Integer = 4,

    /// <summary>Boolean.</summary>
    Boolean = 5,

    /// <summary>User id.</summary>
    User = 6,

    /// <summary>Channel id.</summary>
    Channel = 7,

    /// <summary>Role id.</summary>
    Role = 8,

    /// <summary>User or role id.</summary>
    Mentionable = 9,

    /// <summary>Number between −2⁵³ and 2⁵³.</summary>
    Number = 10,

    /// <summary>Attachment id, to be found in <see cref="Resolved.Attachments"/>.</summary>
    Attachment = 11,
}
