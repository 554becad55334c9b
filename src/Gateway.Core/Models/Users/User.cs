namespace Gateway.Core.Models;

/// <summary>A Discord account.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#user-object">Discord's page</see></remarks>
public record User : DiscordObject
{
    /// <summary>Stands in, with id 0, where Discord left a user out.</summary>
    public static User Nobody { get; } = new() { Id = default };

    /// <summary>The user; 0 in the stand-in for an author that was not sent.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Account name; empty where Discord sent nothing but the id.</summary>
    public string Username { get => field ?? ""; init; }

    /// <summary><c>0</c> for accounts with a unique name, four digits for bots and old accounts.</summary>
    public string Discriminator { get => field ?? ""; init; }

    /// <summary>Display name; null when none is set, and always for bots.</summary>
    public string? GlobalName { get; init; }

    /// <summary>CDN hash of the avatar; an <c>a_</c> prefix marks an animated one.</summary>
    public string? Avatar { get; init; }

    /// <summary>Whether it is a bot.</summary>
    public bool? Bot { get; init; }

    /// <summary>Whether Discord itself speaks through it.</summary>
    public bool? System { get; init; }

    /// <summary>Whether two-factor authentication is on.</summary>
    public bool? MfaEnabled { get; init; }

    /// <summary>CDN hash of the banner.</summary>
    public string? Banner { get; init; }

    /// <summary>RGB colour of the profile.</summary>
    public int? AccentColor { get; init; }

    /// <summary>Locale code chosen in the client.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether the e-mail address was confirmed; e-mail scope only.</summary>
    public bool? Verified { get; init; }

    /// <summary>E-mail address; e-mail scope only.</summary>
    public string? Email { get; init; }

    /// <summary>All flag bits; up to 53 may be set.</summary>
    public UserFlags? Flags { get; init; }

    /// <summary>Nitro plan; none unless the application may read it.</summary>
    public PremiumType? PremiumType { get; init; }

    /// <summary>Flag bits shown on the profile.</summary>
    public UserFlags? PublicFlags { get; init; }

    /// <summary>Decoration worn around the avatar.</summary>
    public AvatarDecorationData? AvatarDecorationData { get; init; }

    /// <summary>Collectibles in use, such as a nameplate.</summary>
    public Collectibles? Collectibles { get; init; }

    /// <summary>Guild whose tag stands beside the name.</summary>
    public UserPrimaryGuild? PrimaryGuild { get; init; }

    /// <summary>How the display name is drawn; not in Discord's tables.</summary>
    public DisplayNameStyles? DisplayNameStyles { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}
