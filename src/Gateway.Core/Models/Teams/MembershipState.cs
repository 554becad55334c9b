using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Whether a team member accepted the invitation.</summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/teams#data-models-membership-state-enum">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<MembershipState>))]
public enum MembershipState
{
    /// <summary>Invited.</summary>
    Invited = 1,

    /// <summary>Accepted.</summary>
    Accepted = 2,
}
