using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What an invite leads to beyond its channel.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/invite#invite-object-invite-target-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<InviteTargetType>))]
public enum InviteTargetType
{
    /// <summary>A stream.</summary>
    Stream = 1,

    /// <summary>An embedded application.</summary>
    EmbeddedApplication = 2,
}
