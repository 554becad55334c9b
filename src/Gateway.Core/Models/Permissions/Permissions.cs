using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>
/// What a role or member may do. Sent as decimal digits, which may outgrow 64 bits one day; what does not fit is
/// dropped.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(BitStringConverter<Permissions>))]
public enum Permissions : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Make invites.</summary>
    CreateInstantInvite = 1UL << 0,

    /// <summary>Kick members.</summary>
    KickMembers = 1UL << 1,

    /// <summary>Ban members.</summary>
    BanMembers = 1UL << 2,

    /// <summary>Everything, regardless of overwrites.</summary>
    Administrator = 1UL << 3,

    /// <summary>Manage channels.</summary>
    ManageChannels = 1UL << 4,

    /// <summary>Manage the guild.</summary>
    ManageGuild = 1UL << 5,

    /// <summary>Add reactions.</summary>
    AddReactions = 1UL << 6,

    /// <summary>Read the audit log.</summary>
    ViewAuditLog = 1UL << 7,

    /// <summary>Speak so that others are lowered.</summary>
    PrioritySpeaker = 1UL << 8,

    /// <summary>Go live.</summary>
    Stream = 1UL << 9,

    /// <summary>See the channel.</summary>
    ViewChannel = 1UL << 10,

    /// <summary>Send messages, and make threads in a forum.</summary>
    SendMessages = 1UL << 11,

    /// <summary>Send messages that are read aloud.</summary>
    SendTtsMessages = 1UL << 12,

    /// <summary>Delete the messages of others.</summary>
    ManageMessages = 1UL << 13,

    /// <summary>Have links shown as embeds.</summary>
    EmbedLinks = 1UL << 14,

    /// <summary>Attach files.</summary>
    AttachFiles = 1UL << 15,

    /// <summary>Read past messages.</summary>
    ReadMessageHistory = 1UL << 16,

    /// <summary>Mention everyone, here and all roles.</summary>
    MentionEveryone = 1UL << 17,

    /// <summary>Use emojis of other guilds.</summary>
    UseExternalEmojis = 1UL << 18,

    /// <summary>See guild insights.</summary>
    ViewGuildInsights = 1UL << 19,

    /// <summary>Join voice.</summary>
    Connect = 1UL << 20,

    /// <summary>Speak in voice.</summary>
    Speak = 1UL << 21,

    /// <summary>Mute members in voice.</summary>
    MuteMembers = 1UL << 22,

    /// <summary>Deafen members in voice.</summary>
    DeafenMembers = 1UL << 23,

    /// <summary>Move members between voice channels.</summary>
    MoveMembers = 1UL << 24,

    /// <summary>Speak without push-to-talk.</summary>
    UseVad = 1UL << 25,

    /// <summary>Change one's own nickname.</summary>
    ChangeNickname = 1UL << 26,

    /// <summary>Change the nicknames of others.</summary>
    ManageNicknames = 1UL << 27,

    /// <summary>Manage roles.</summary>
    ManageRoles = 1UL << 28,

    /// <summary>Manage webhooks.</summary>
    ManageWebhooks = 1UL << 29,

    /// <summary>Manage all emojis, stickers and sounds.</summary>
    ManageGuildExpressions = 1UL << 30,

    /// <summary>Use commands.</summary>
    UseApplicationCommands = 1UL << 31,

    /// <summary>Ask to speak on a stage.</summary>
    RequestToSpeak = 1UL << 32,

    /// <summary>Manage all scheduled events.</summary>
    ManageEvents = 1UL << 33,

    /// <summary>Manage threads and see private ones.</summary>
    ManageThreads = 1UL << 34,

    /// <summary>Make public and announcement threads.</summary>
    CreatePublicThreads = 1UL << 35,

    /// <summary>Make private threads.</summary>
    CreatePrivateThreads = 1UL << 36,

    /// <summary>Use stickers of other guilds.</summary>
    UseExternalStickers = 1UL << 37,

    /// <summary>Write in threads.</summary>
    SendMessagesInThreads = 1UL << 38,

    /// <summary>Use activities.</summary>
    UseEmbeddedActivities = 1UL << 39,

    /// <summary>Time members out.</summary>
    ModerateMembers = 1UL << 40,

    /// <summary>See insights on role subscriptions.</summary>
    ViewCreatorMonetizationAnalytics = 1UL << 41,

    /// <summary>Use the soundboard.</summary>
    UseSoundboard = 1UL << 42,

    /// <summary>Make emojis, stickers and sounds, and manage one's own.</summary>
    CreateGuildExpressions = 1UL << 43,

    /// <summary>Make scheduled events, and manage one's own.</summary>
    CreateEvents = 1UL << 44,

    /// <summary>Use sounds of other guilds.</summary>
    UseExternalSounds = 1UL << 45,

    /// <summary>Send voice messages.</summary>
    SendVoiceMessages = 1UL << 46,

    /// <summary>Set the status of a voice channel.</summary>
    SetVoiceChannelStatus = 1UL << 48,

    /// <summary>Send polls.</summary>
    SendPolls = 1UL << 49,

    /// <summary>Let user-installed applications answer in public.</summary>
    UseExternalApps = 1UL << 50,

    /// <summary>Pin messages.</summary>
    PinMessages = 1UL << 51,

    /// <summary>Ignore slowmode.</summary>
    BypassSlowmode = 1UL << 52,
}
