using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Whose media Discord scans.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-explicit-content-filter-level">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ExplicitContentFilterLevel>))]
public enum ExplicitContentFilterLevel
{
    /// <summary>Nobody's.</summary>
    Disabled = 0,

    /// <summary>That of members without a role.</summary>
    MembersWithoutRoles = 1,

    /// <summary>Everybody's.</summary>
    AllMembers = 2,
}
