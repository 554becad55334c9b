using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a role.</summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/permissions#role-object-role-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<RoleFlags>))]
public enum RoleFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Members can pick it in onboarding.</summary>
    InPrompt = 1UL << 0,
}
