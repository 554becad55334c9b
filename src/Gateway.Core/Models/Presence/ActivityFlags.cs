using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What an activity allows.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<ActivityFlags>))]
public enum ActivityFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One session of a game.</summary>
    Instance = 1UL << 0,

    /// <summary>Can be joined.</summary>
    Join = 1UL << 1,

    /// <summary>Can be watched.</summary>
    Spectate = 1UL << 2,

    /// <summary>Can be joined on request.</summary>
    JoinRequest = 1UL << 3,

    /// <summary>Can be played along with, as music.</summary>
    Sync = 1UL << 4,

    /// <summary>Can be played.</summary>
    Play = 1UL << 5,

    /// <summary>Party open to friends.</summary>
    PartyPrivacyFriends = 1UL << 6,

    /// <summary>Party open to the voice channel.</summary>
    PartyPrivacyVoiceChannel = 1UL << 7,

    /// <summary>Runs inside Discord.</summary>
    Embedded = 1UL << 8,
}
