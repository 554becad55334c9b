using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>
/// An application. The gateway sends parts of it: id and flags of the bot's own, and name, icon and description of
/// others.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/application#application-object">Discord's page</see></remarks>
public sealed record Application : DiscordObject
{
    /// <summary>Stands in, with id 0, where Discord left an application out.</summary>
    public static Application Nothing { get; } = new() { Id = default };

    /// <summary>The application.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>CDN hash of the icon.</summary>
    public string? Icon { get; init; }

    /// <summary>What it says about itself.</summary>
    public string? Description { get; init; }

    /// <summary>Origins allowed to use RPC.</summary>
    public IReadOnlyList<string>? RpcOrigins { get; init; }

    /// <summary>Whether others than the owner can add the bot.</summary>
    public bool? BotPublic { get; init; }

    /// <summary>Whether adding the bot needs the full OAuth2 code flow.</summary>
    public bool? BotRequireCodeGrant { get; init; }

    /// <summary>Its bot user.</summary>
    public User? Bot { get; init; }

    /// <summary>Address of the terms of service.</summary>
    public string? TermsOfServiceUrl { get; init; }

    /// <summary>Address of the privacy policy.</summary>
    public string? PrivacyPolicyUrl { get; init; }

    /// <summary>Owner.</summary>
    public User? Owner { get; init; }

    /// <summary>Ed25519 public key in hexadecimal, for checking interactions over HTTP.</summary>
    public string? VerifyKey { get; init; }

    /// <summary>Team that owns it; null for a single owner.</summary>
    public Team? Team { get; init; }

    /// <summary>Guild that belongs to it, such as its support server.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>That guild.</summary>
    public Guild? Guild { get; init; }

    /// <summary>SKU of the game, if it is sold.</summary>
    public Snowflake? PrimarySkuId { get; init; }

    /// <summary>Part of its store address.</summary>
    public string? Slug { get; init; }

    /// <summary>CDN hash of the cover.</summary>
    public string? CoverImage { get; init; }

    /// <summary>Flag bits up to 30.</summary>
    public ApplicationFlags? Flags { get; init; }

    /// <summary>All flag bits; sent as decimal digits.</summary>
    [JsonConverter(typeof(BitStringConverter<ApplicationFlags>))]
    public ApplicationFlags? FlagsNew { get; init; }

    /// <summary>Estimated guilds it is in.</summary>
    public int? ApproximateGuildCount { get; init; }

    /// <summary>Estimated users who installed it.</summary>
    public int? ApproximateUserInstallCount { get; init; }

    /// <summary>Estimated users who authorised it.</summary>
    public int? ApproximateUserAuthorizationCount { get; init; }

    /// <summary>OAuth2 redirect addresses.</summary>
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Where interactions are posted instead of sent over the gateway.</summary>
    public string? InteractionsEndpointUrl { get; init; }

    /// <summary>Where linked roles are verified.</summary>
    public string? RoleConnectionsVerificationUrl { get; init; }

    /// <summary>Where webhook events are posted.</summary>
    public string? EventWebhooksUrl { get; init; }

    /// <summary>Whether webhook events are posted.</summary>
    public EventWebhooksStatus? EventWebhooksStatus { get; init; }

    /// <summary>Webhook events subscribed to.</summary>
    public IReadOnlyList<string>? EventWebhooksTypes { get; init; }

    /// <summary>Words describing it, at most 5.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Default scopes and permissions when it is added.</summary>
    public InstallParams? InstallParams { get; init; }

    /// <summary>The same, by kind of installation.</summary>
    public IReadOnlyDictionary<ApplicationIntegrationType, IntegrationTypeConfig>? IntegrationTypesConfig { get; init; }

    /// <summary>Address used for adding it.</summary>
    public string? CustomInstallUrl { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
    }
}
