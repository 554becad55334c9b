using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>A feature of a guild. Discord adds features at any time; an unknown one keeps its text.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object-guild-features">Discord's page</see></remarks>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(TextValueConverter<GuildFeature>))]
public readonly record struct GuildFeature(string Value) : ITextValue<GuildFeature>
{
    /// <summary>Animated banner.</summary>
    public static GuildFeature AnimatedBanner { get; } = new("ANIMATED_BANNER");

    /// <summary>Animated icon.</summary>
    public static GuildFeature AnimatedIcon { get; } = new("ANIMATED_ICON");

    /// <summary>Still follows the old rules of command permissions.</summary>
    public static GuildFeature ApplicationCommandPermissionsV2 { get; } = new("APPLICATION_COMMAND_PERMISSIONS_V2");

    /// <summary>Auto moderation is set up.</summary>
    public static GuildFeature AutoModeration { get; } = new("AUTO_MODERATION");

    /// <summary>Banner.</summary>
    public static GuildFeature Banner { get; } = new("BANNER");

    /// <summary>Community guild; can be switched by a bot.</summary>
    public static GuildFeature Community { get; } = new("COMMUNITY");

    /// <summary>Monetisation is on.</summary>
    public static GuildFeature CreatorMonetizableProvisional { get; } = new("CREATOR_MONETIZABLE_PROVISIONAL");

    /// <summary>Store page for role subscriptions.</summary>
    public static GuildFeature CreatorStorePage { get; } = new("CREATOR_STORE_PAGE");

    /// <summary>Support server of an application.</summary>
    public static GuildFeature DeveloperSupportServer { get; } = new("DEVELOPER_SUPPORT_SERVER");

    /// <summary>Listed in discovery; can be switched by a bot.</summary>
    public static GuildFeature Discoverable { get; } = new("DISCOVERABLE");

    /// <summary>Can be featured in discovery.</summary>
    public static GuildFeature Featurable { get; } = new("FEATURABLE");

    /// <summary>Invites are paused; can be switched by a bot.</summary>
    public static GuildFeature InvitesDisabled { get; } = new("INVITES_DISABLED");

    /// <summary>Image behind invites.</summary>
    public static GuildFeature InviteSplash { get; } = new("INVITE_SPLASH");

    /// <summary>Membership screening is on.</summary>
    public static GuildFeature MemberVerificationGateEnabled { get; } = new("MEMBER_VERIFICATION_GATE_ENABLED");

    /// <summary>More soundboard sounds.</summary>
    public static GuildFeature MoreSoundboard { get; } = new("MORE_SOUNDBOARD");

    /// <summary>More stickers.</summary>
    public static GuildFeature MoreStickers { get; } = new("MORE_STICKERS");

    /// <summary>Announcement channels.</summary>
    public static GuildFeature News { get; } = new("NEWS");

    /// <summary>Partnered.</summary>
    public static GuildFeature Partnered { get; } = new("PARTNERED");

    /// <summary>Can be looked at before joining.</summary>
    public static GuildFeature PreviewEnabled { get; } = new("PREVIEW_ENABLED");

    /// <summary>No alerts on raids; can be switched by a bot.</summary>
    public static GuildFeature RaidAlertsDisabled { get; } = new("RAID_ALERTS_DISABLED");

    /// <summary>Role icons.</summary>
    public static GuildFeature RoleIcons { get; } = new("ROLE_ICONS");

    /// <summary>Role subscriptions are for sale.</summary>
    public static GuildFeature RoleSubscriptionsAvailableForPurchase { get; } =
        new("ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE");

    /// <summary>Role subscriptions are on.</summary>
    public static GuildFeature RoleSubscriptionsEnabled { get; } = new("ROLE_SUBSCRIPTIONS_ENABLED");

    /// <summary>Soundboard sounds were made.</summary>
    public static GuildFeature Soundboard { get; } = new("SOUNDBOARD");

    /// <summary>Ticketed events are on.</summary>
    public static GuildFeature TicketedEventsEnabled { get; } = new("TICKETED_EVENTS_ENABLED");

    /// <summary>Vanity invite link.</summary>
    public static GuildFeature VanityUrl { get; } = new("VANITY_URL");

    /// <summary>Verified.</summary>
    public static GuildFeature Verified { get; } = new("VERIFIED");

    /// <summary>Up to 384 kbit/s in voice.</summary>
    public static GuildFeature VipRegions { get; } = new("VIP_REGIONS");

    /// <summary>Welcome screen is on.</summary>
    public static GuildFeature WelcomeScreenEnabled { get; } = new("WELCOME_SCREEN_ENABLED");

    /// <summary>Guest invites.</summary>
    public static GuildFeature GuestsEnabled { get; } = new("GUESTS_ENABLED");

    /// <summary>Guild tag.</summary>
    public static GuildFeature GuildTags { get; } = new("GUILD_TAGS");

    /// <summary>Gradients and holographic colours for roles.</summary>
    public static GuildFeature EnhancedRoleColors { get; } = new("ENHANCED_ROLE_COLORS");

    /// <summary>The text on the wire.</summary>
    public string Value { get => field ?? ""; } = Value;

    /// <inheritdoc/>
    public override string ToString() => Value;

    static GuildFeature ITextValue<GuildFeature>.From(string value) => new(value);
}
