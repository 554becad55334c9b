using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Notices that a guild's system channel leaves out.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-system-channel-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<SystemChannelFlags>))]
public enum SystemChannelFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>No notice when a member joins.</summary>
    SuppressJoinNotifications = 1UL << 0,

    /// <summary>No notice when a member boosts.</summary>
    SuppressPremiumSubscriptions = 1UL << 1,

    /// <summary>No hints for setting up the guild.</summary>
    SuppressGuildReminderNotifications = 1UL << 2,

    /// <summary>No sticker button below join notices.</summary>
    SuppressJoinNotificationReplies = 1UL << 3,

    /// <summary>No notice when a role subscription is bought or renewed.</summary>
    SuppressRoleSubscriptionPurchaseNotifications = 1UL << 4,

    /// <summary>No sticker button below notices of role subscriptions.</summary>
    SuppressRoleSubscriptionPurchaseNotificationReplies = 1UL << 5,
}
