using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of message. Only some kinds can be deleted.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object-message-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<MessageType>))]
public enum MessageType
{
    /// <summary>Ordinary message.</summary>
    Default = 0,

    /// <summary>A user was added to a group direct message or thread.</summary>
    RecipientAdd = 1,

    /// <summary>A user was removed from a group direct message or thread.</summary>
    RecipientRemove = 2,

    /// <summary>A call.</summary>
    Call = 3,

    /// <summary>Channel or thread renamed.</summary>
    ChannelNameChange = 4,

    /// <summary>Icon of a group direct message changed.</summary>
    ChannelIconChange = 5,

    /// <summary>Message pinned.</summary>
    ChannelPinnedMessage = 6,

    /// <summary>Member joined.</summary>
    UserJoin = 7,

    /// <summary>Guild boosted.</summary>
    GuildBoost = 8,

    /// <summary>Guild reached boost level 1.</summary>
    GuildBoostTier1 = 9,

    /// <summary>Guild reached boost level 2.</summary>
    GuildBoostTier2 = 10,

    /// <summary>Guild reached boost level 3.</summary>
    GuildBoostTier3 = 11,

    /// <summary>Another channel is followed here.</summary>
    ChannelFollowAdd = 12,

    /// <summary>Guild removed from discovery.</summary>
    GuildDiscoveryDisqualified = 14,

    /// <summary>Guild back in discovery.</summary>
    GuildDiscoveryRequalified = 15,

    /// <summary>First warning before removal from discovery.</summary>
    GuildDiscoveryGracePeriodInitialWarning = 16,

    /// <summary>Last warning before removal from discovery.</summary>
    GuildDiscoveryGracePeriodFinalWarning = 17,

    /// <summary>Thread started.</summary>
    ThreadCreated = 18,

    /// <summary>Reply.</summary>
    Reply = 19,

    /// <summary>Answer to a slash command.</summary>
    ChatInputCommand = 20,

    /// <summary>First message of a thread started from a message.</summary>
    ThreadStarterMessage = 21,

    /// <summary>Reminder to invite people.</summary>
    GuildInviteReminder = 22,

    /// <summary>Answer to a context menu command.</summary>
    ContextMenuCommand = 23,

    /// <summary>Auto moderation alert.</summary>
    AutoModerationAction = 24,

    /// <summary>Role subscription bought or renewed.</summary>
    RoleSubscriptionPurchase = 25,

    /// <summary>Hint at a premium feature of an application.</summary>
    InteractionPremiumUpsell = 26,

    /// <summary>Stage began.</summary>
    StageStart = 27,

    /// <summary>Stage ended.</summary>
    StageEnd = 28,

    /// <summary>Speaker on stage.</summary>
    StageSpeaker = 29,

    /// <summary>Stage topic changed.</summary>
    StageTopic = 31,

    /// <summary>Application subscription bought for the guild.</summary>
    GuildApplicationPremiumSubscription = 32,

    /// <summary>Lockdown began.</summary>
    GuildIncidentAlertModeEnabled = 36,

    /// <summary>Lockdown ended.</summary>
    GuildIncidentAlertModeDisabled = 37,

    /// <summary>Raid reported.</summary>
    GuildIncidentReportRaid = 38,

    /// <summary>Raid report withdrawn.</summary>
    GuildIncidentReportFalseAlarm = 39,

    /// <summary>Product bought from the guild.</summary>
    PurchaseNotification = 44,

    /// <summary>Poll ended.</summary>
    PollResult = 46,
}
