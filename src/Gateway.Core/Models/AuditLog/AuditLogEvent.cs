using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What was done.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object-audit-log-events">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<AuditLogEvent>))]
public enum AuditLogEvent
{
    /// <summary>Guild changed.</summary>
    GuildUpdate = 1,

    /// <summary>Channel made.</summary>
    ChannelCreate = 10,

    /// <summary>Channel changed.</summary>
    ChannelUpdate = 11,

    /// <summary>Channel deleted.</summary>
    ChannelDelete = 12,

    /// <summary>Permission overwrite added to a channel.</summary>
    ChannelOverwriteCreate = 13,

    /// <summary>Permission overwrite changed.</summary>
    ChannelOverwriteUpdate = 14,

    /// <summary>Permission overwrite removed.</summary>
    ChannelOverwriteDelete = 15,

    /// <summary>Member kicked.</summary>
    MemberKick = 20,

    /// <summary>Members pruned.</summary>
    MemberPrune = 21,

    /// <summary>Member banned.</summary>
    MemberBanAdd = 22,

    /// <summary>Member unbanned.</summary>
    MemberBanRemove = 23,

    /// <summary>Member changed.</summary>
    MemberUpdate = 24,

    /// <summary>Roles of a member changed.</summary>
    MemberRoleUpdate = 25,

    /// <summary>Members moved between voice channels.</summary>
    MemberMove = 26,

    /// <summary>Members disconnected from voice.</summary>
    MemberDisconnect = 27,

    /// <summary>Bot added.</summary>
    BotAdd = 28,

    /// <summary>Role made.</summary>
    RoleCreate = 30,

    /// <summary>Role changed.</summary>
    RoleUpdate = 31,

    /// <summary>Role deleted.</summary>
    RoleDelete = 32,

    /// <summary>Invite made.</summary>
    InviteCreate = 40,

    /// <summary>Invite changed.</summary>
    InviteUpdate = 41,

    /// <summary>Invite deleted.</summary>
    InviteDelete = 42,

    /// <summary>Webhook made.</summary>
    WebhookCreate = 50,

    /// <summary>Webhook changed.</summary>
    WebhookUpdate = 51,

    /// <summary>Webhook deleted.</summary>
    WebhookDelete = 52,

    /// <summary>Emoji made.</summary>
    EmojiCreate = 60,

    /// <summary>Emoji changed.</summary>
    EmojiUpdate = 61,

    /// <summary>Emoji deleted.</summary>
    EmojiDelete = 62,

    /// <summary>Messages of one user deleted.</summary>
    MessageDelete = 72,

    /// <summary>Messages deleted in bulk.</summary>
    MessageBulkDelete = 73,

    /// <summary>Message pinned.</summary>
    MessagePin = 74,

    /// <summary>Message unpinned.</summary>
    MessageUnpin = 75,

    /// <summary>Integration added.</summary>
    IntegrationCreate = 80,

    /// <summary>Integration changed.</summary>
    IntegrationUpdate = 81,

    /// <summary>Integration removed.</summary>
    IntegrationDelete = 82,

    /// <summary>Stage went live.</summary>
    StageInstanceCreate = 83,

    /// <summary>Stage changed.</summary>
    StageInstanceUpdate = 84,

    /// <summary>Stage ended.</summary>
    StageInstanceDelete = 85,

    /// <summary>Sticker made.</summary>
    StickerCreate = 90,

    /// <summary>Sticker changed.</summary>
    StickerUpdate = 91,

    /// <summary>Sticker deleted.</summary>
    StickerDelete = 92,

    /// <summary>Scheduled event made.</summary>
    GuildScheduledEventCreate = 100,

    /// <summary>Scheduled event changed.</summary>
    GuildScheduledEventUpdate = 101,

    /// <summary>Scheduled event deleted.</summary>
    GuildScheduledEventDelete = 102,

    /// <summary>Thread made.</summary>
    ThreadCreate = 110,

    /// <summary>Thread changed.</summary>
    ThreadUpdate = 111,

    /// <summary>Thread deleted.</summary>
    ThreadDelete = 112,

    /// <summary>Permissions of a command changed.</summary>
    ApplicationCommandPermissionUpdate = 121,

    /// <summary>Soundboard sound made.</summary>
    SoundboardSoundCreate = 130,

    /// <summary>Soundboard sound changed.</summary>
    SoundboardSoundUpdate = 131,

    /// <summary>Soundboard sound deleted.</summary>
    SoundboardSoundDelete = 132,

    /// <summary>Auto moderation rule made.</summary>
    AutoModerationRuleCreate = 140,

    /// <summary>Auto moderation rule changed.</summary>
    AutoModerationRuleUpdate = 141,

    /// <summary>Auto moderation rule deleted.</summary>
    AutoModerationRuleDelete = 142,

    /// <summary>Message blocked by auto moderation.</summary>
    AutoModerationBlockMessage = 143,

    /// <summary>Message reported by auto moderation.</summary>
    AutoModerationFlagToChannel = 144,

    /// <summary>Member timed out by auto moderation.</summary>
    AutoModerationUserCommunicationDisabled = 145,

    /// <summary>Member held back by auto moderation.</summary>
    AutoModerationQuarantineUser = 146,

    /// <summary>Creator monetisation asked for.</summary>
    CreatorMonetizationRequestCreated = 150,

    /// <summary>Terms of creator monetisation accepted.</summary>
    CreatorMonetizationTermsAccepted = 151,

    /// <summary>Onboarding question made.</summary>
    OnboardingPromptCreate = 163,

    /// <summary>Onboarding question changed.</summary>
    OnboardingPromptUpdate = 164,

    /// <summary>Onboarding question deleted.</summary>
    OnboardingPromptDelete = 165,

    /// <summary>Onboarding made.</summary>
    OnboardingCreate = 166,

    /// <summary>Onboarding changed.</summary>
    OnboardingUpdate = 167,

    /// <summary>Server guide made.</summary>
    HomeSettingsCreate = 190,

    /// <summary>Server guide changed.</summary>
    HomeSettingsUpdate = 191,

    /// <summary>Voice channel status set.</summary>
    VoiceChannelStatusCreate = 192,

    /// <summary>Voice channel status removed.</summary>
    VoiceChannelStatusDelete = 193,
}
