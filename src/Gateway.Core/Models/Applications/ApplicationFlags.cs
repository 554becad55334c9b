using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of an application.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/application#application-object-application-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<ApplicationFlags>))]
public enum ApplicationFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Uses the auto moderation API.</summary>
    ApplicationAutoModerationRuleCreateBadge = 1UL << 6,

    /// <summary>Approved for presences.</summary>
    GatewayPresence = 1UL << 12,

    /// <summary>Presences switched on without approval.</summary>
    GatewayPresenceLimited = 1UL << 13,

    /// <summary>Approved for guild members.</summary>
    GatewayGuildMembers = 1UL << 14,

    /// <summary>Guild members switched on without approval.</summary>
    GatewayGuildMembersLimited = 1UL << 15,

    /// <summary>Grew unusually fast; verification is held back.</summary>
    VerificationPendingGuildLimit = 1UL << 16,

    /// <summary>Runs inside Discord.</summary>
    Embedded = 1UL << 17,

    /// <summary>Approved for message content.</summary>
    GatewayMessageContent = 1UL << 18,

    /// <summary>Message content switched on without approval.</summary>
    GatewayMessageContentLimited = 1UL << 19,

    /// <summary>Has global commands.</summary>
    ApplicationCommandBadge = 1UL << 23,
}
