using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a member.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-member-object-guild-member-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<GuildMemberFlags>))]
public enum GuildMemberFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Left and came back.</summary>
    DidRejoin = 1UL << 0,

    /// <summary>Went through onboarding.</summary>
    CompletedOnboarding = 1UL << 1,

    /// <summary>Need not meet the verification level; the only bit a bot can set.</summary>
    BypassesVerification = 1UL << 2,

    /// <summary>Began onboarding.</summary>
    StartedOnboarding = 1UL << 3,

    /// <summary>Guest who can only join the voice channel invited to.</summary>
    IsGuest = 1UL << 4,

    /// <summary>Began the new-member tasks.</summary>
    StartedHomeActions = 1UL << 5,

    /// <summary>Finished the new-member tasks.</summary>
    CompletedHomeActions = 1UL << 6,

    /// <summary>Held back because user or display name breaks a rule.</summary>
    AutomodQuarantinedUsername = 1UL << 7,

    /// <summary>Saw and dismissed the hint on direct-message settings.</summary>
    DmSettingsUpsellAcknowledged = 1UL << 9,

    /// <summary>Held back because the guild tag breaks a rule.</summary>
    AutomodQuarantinedGuildTag = 1UL << 10,
}
