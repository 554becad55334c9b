using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a user.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#user-object-user-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<UserFlags>))]
public enum UserFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Works at Discord.</summary>
    Staff = 1UL << 0,

    /// <summary>Owns a partnered guild.</summary>
    Partner = 1UL << 1,

    /// <summary>Takes part in HypeSquad events.</summary>
    Hypesquad = 1UL << 2,

    /// <summary>Bug hunter, level 1.</summary>
    BugHunterLevel1 = 1UL << 3,

    /// <summary>House of Bravery.</summary>
    HypesquadOnlineHouse1 = 1UL << 6,

    /// <summary>House of Brilliance.</summary>
    HypesquadOnlineHouse2 = 1UL << 7,

    /// <summary>House of Balance.</summary>
    HypesquadOnlineHouse3 = 1UL << 8,

    /// <summary>Subscribed to Nitro early on.</summary>
    PremiumEarlySupporter = 1UL << 9,

    /// <summary>Stands for a team rather than a person.</summary>
    TeamPseudoUser = 1UL << 10,

    /// <summary>Bug hunter, level 2.</summary>
    BugHunterLevel2 = 1UL << 14,

    /// <summary>Verified bot.</summary>
    VerifiedBot = 1UL << 16,

    /// <summary>Early verified bot developer.</summary>
    VerifiedDeveloper = 1UL << 17,

    /// <summary>Alumnus of the moderator programs.</summary>
    CertifiedModerator = 1UL << 18,

    /// <summary>Bot that receives interactions over HTTP only.</summary>
    BotHttpInteractions = 1UL << 19,
}
