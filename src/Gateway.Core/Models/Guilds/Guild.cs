namespace Gateway.Core.Models;

/// <summary>A guild, which users call a server.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-object">Discord's page</see></remarks>
public record Guild : DiscordObject
{
    /// <summary>The guild; its <c>@everyone</c> role has the same id.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Name, 2–100 characters.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>CDN hash of the icon; an <c>a_</c> prefix marks an animated one.</summary>
    public string? Icon { get; init; }

    /// <summary>CDN hash of the icon, in template objects only.</summary>
    public string? IconHash { get; init; }

    /// <summary>CDN hash of the image behind invites.</summary>
    public string? Splash { get; init; }

    /// <summary>CDN hash of the image in server discovery.</summary>
    public string? DiscoverySplash { get; init; }

    /// <summary>Whether the asking user owns the guild; only over HTTP, in a user's own guild list.</summary>
    public bool? Owner { get; init; }

    /// <summary>Owner; 0 while the guild is unavailable.</summary>
    public Snowflake OwnerId { get; init; }

    /// <summary>
    /// The asking user's permissions before channel overwrites; only over HTTP, in a user's own guild list.
    /// </summary>
    public Permissions? Permissions { get; init; }

    /// <summary>Voice region; deprecated, each voice channel has its own.</summary>
    public string? Region { get; init; }

    /// <summary>Voice channel that idle members are moved to.</summary>
    public Snowflake? AfkChannelId { get; init; }

    /// <summary>Seconds of idling before that move: 60, 300, 900, 1800 or 3600.</summary>
    public int AfkTimeout { get; init; }

    /// <summary>Whether the public widget is on.</summary>
    public bool? WidgetEnabled { get; init; }

    /// <summary>Channel the widget invites to; null for a widget without an invite.</summary>
    public Snowflake? WidgetChannelId { get; init; }

    /// <summary>What a new member must have before writing.</summary>
    public VerificationLevel VerificationLevel { get; init; }

    /// <summary>Which messages notify members by default.</summary>
    public DefaultMessageNotificationLevel DefaultMessageNotifications { get; init; }

    /// <summary>Whose media Discord scans.</summary>
    public ExplicitContentFilterLevel ExplicitContentFilter { get; init; }

    /// <summary>All roles, <c>@everyone</c> included.</summary>
    public IReadOnlyList<Role> Roles { get => field ?? []; init; }

    /// <summary>All custom emojis.</summary>
    public IReadOnlyList<Emoji> Emojis { get => field ?? []; init; }

    /// <summary>Features switched on.</summary>
    public IReadOnlyList<GuildFeature> Features { get => field ?? []; init; }

    /// <summary>Whether moderators need two-factor authentication.</summary>
    public MfaLevel MfaLevel { get; init; }

    /// <summary>Application that made the guild, for guilds made by bots.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>Channel of join and boost notices.</summary>
    public Snowflake? SystemChannelId { get; init; }

    /// <summary>Notices the system channel leaves out.</summary>
    public SystemChannelFlags SystemChannelFlags { get; init; }

    /// <summary>Channel of the rules; Community guilds.</summary>
    public Snowflake? RulesChannelId { get; init; }

    /// <summary>Most presences tracked; null but for the very largest guilds.</summary>
    public int? MaxPresences { get; init; }

    /// <summary>Most members allowed.</summary>
    public int? MaxMembers { get; init; }

    /// <summary>Code of the vanity invite link.</summary>
    public string? VanityUrlCode { get; init; }

    /// <summary>What the guild says about itself.</summary>
    public string? Description { get; init; }

    /// <summary>CDN hash of the banner.</summary>
    public string? Banner { get; init; }

    /// <summary>Boost level.</summary>
    public PremiumTier PremiumTier { get; init; }

    /// <summary>Number of boosts.</summary>
    public int? PremiumSubscriptionCount { get; init; }

    /// <summary>Locale code of a Community guild, <c>en-US</c> by default.</summary>
    public string PreferredLocale { get => field ?? ""; init; }

    /// <summary>Channel where Discord writes to admins and moderators; Community guilds.</summary>
    public Snowflake? PublicUpdatesChannelId { get; init; }

    /// <summary>Most users of a voice channel while somebody shows video.</summary>
    public int? MaxVideoChannelUsers { get; init; }

    /// <summary>Most users of a stage channel while somebody shows video.</summary>
    public int? MaxStageVideoChannelUsers { get; init; }

    /// <summary>Estimated members; only over HTTP, when asked for.</summary>
    public int? ApproximateMemberCount { get; init; }

    /// <summary>Estimated members online; only over HTTP, when asked for.</summary>
    public int? ApproximatePresenceCount { get; init; }

    /// <summary>Screen for newcomers; only in the guild of an invite.</summary>
    public WelcomeScreen? WelcomeScreen { get; init; }

    /// <summary>Age restriction.</summary>
    public GuildNsfwLevel NsfwLevel { get; init; }

    /// <summary>All custom stickers.</summary>
    public IReadOnlyList<Sticker>? Stickers { get; init; }

    /// <summary>Whether members see the boost progress bar.</summary>
    public bool PremiumProgressBarEnabled { get; init; }

    /// <summary>Channel where Discord posts safety alerts; Community guilds.</summary>
    public Snowflake? SafetyAlertsChannelId { get; init; }

    /// <summary>Lockdowns and detected raids; null when there is none.</summary>
    public IncidentsData? IncidentsData { get; init; }

    /// <summary>Age restriction of old; no longer in Discord's tables: see <see cref="NsfwLevel"/>.</summary>
    public bool? Nsfw { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Roles.Count);
        it.Add(Emojis.Count);
    }
}
