using System.Collections.ObjectModel;

namespace Gateway.Core.Models;

/// <summary>
/// A user's use of a command, component or modal. In a guild <see cref="Member"/> is set, elsewhere
/// <see cref="User"/>.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object">Discord's page</see></remarks>
public record Interaction : DiscordObject
{
    /// <summary>The interaction.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Application it is for.</summary>
    public Snowflake ApplicationId { get; init; }

    /// <summary>What kind it is.</summary>
    public InteractionType Type { get; init; }

    /// <summary>What was invoked and entered; its type follows from the shape of the data.</summary>
    public InteractionData? Data { get; init; }

    /// <summary>Guild it came from.</summary>
    public InteractionGuild? Guild { get; init; }

    /// <summary>Guild it came from; absent in direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Channel it came from.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Channel it came from.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>Who invoked it, in a guild, with permissions.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>Who invoked it, outside guilds.</summary>
    public User? User { get; init; }

    /// <summary>
    /// Key for answering over HTTP: the first answer within 3 seconds, more within 15 minutes. A secret.
    /// </summary>
    public string Token { get => field ?? ""; init; }

    /// <summary>Always 1.</summary>
    public int Version { get; init; }

    /// <summary>Message that held the component.</summary>
    public Message? Message { get; init; }

    /// <summary>What the bot may do in the channel.</summary>
    public Permissions AppPermissions { get; init; }

    /// <summary>Locale code of the user.</summary>
    public string? Locale { get; init; }

    /// <summary>Preferred locale code of the guild.</summary>
    public string? GuildLocale { get; init; }

    /// <summary>What the user or guild bought of the application.</summary>
    public IReadOnlyList<Entitlement> Entitlements { get => field ?? []; init; }

    /// <summary>
    /// Who installed the application: the guild's id (0 in the bot's direct messages) under guild install, the user's
    /// under user install.
    /// </summary>
    public IReadOnlyDictionary<ApplicationIntegrationType, Snowflake> AuthorizingIntegrationOwners
    {
        get => field ?? ReadOnlyDictionary<ApplicationIntegrationType, Snowflake>.Empty;
        init;
    }

    /// <summary>Where it was invoked.</summary>
    public InteractionContextType? Context { get; init; }

    /// <summary>Most bytes of one attachment in an answer.</summary>
    public int AttachmentSizeLimit { get; init; }

    /// <summary>SKUs of <see cref="Entitlements"/>; not in Discord's tables.</summary>
    public IReadOnlyList<Snowflake>? EntitlementSkuIds { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(ChannelId);
        it.Add(Type);
    }
}
