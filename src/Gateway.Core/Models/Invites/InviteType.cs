using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What an invite leads to.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/invite#invite-object-invite-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<InviteType>))]
public enum InviteType
{
    /// <summary>A guild.</summary>
    Guild = 0,

    /// <summary>A group direct message.</summary>
    GroupDm = 1,

    /// <summary>A friendship.</summary>
    Friend = 2,
}
