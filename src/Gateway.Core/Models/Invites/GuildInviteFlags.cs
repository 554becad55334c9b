using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of an invite to a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/invite#invite-object-guild-invite-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<GuildInviteFlags>))]
public enum GuildInviteFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Leads guests to a voice channel.</summary>
    IsGuestInvite = 1UL << 0,
}
