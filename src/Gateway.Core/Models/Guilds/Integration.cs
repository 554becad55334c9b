namespace Gateway.Core.Models;

/// <summary>A bot or an outside service connected to a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#integration-object">Discord's page</see></remarks>
public record Integration : DiscordObject
{
    /// <summary>The integration. Digits of a snowflake for bots; other services may have other texts.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary><c>twitch</c>, <c>youtube</c>, <c>discord</c> or <c>guild_subscription</c>.</summary>
    public string Type { get => field ?? ""; init; }

    /// <summary>Whether it is on.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether subscribers are being synchronised; absent for bots.</summary>
    public bool? Syncing { get; init; }

    /// <summary>Role of its subscribers; absent for bots.</summary>
    public Snowflake? RoleId { get; init; }

    /// <summary>Whether its emoticons are synchronised; Twitch only.</summary>
    public bool? EnableEmoticons { get; init; }

    /// <summary>What happens to members whose subscription ended; absent for bots.</summary>
    public IntegrationExpireBehavior? ExpireBehavior { get; init; }

    /// <summary>Days until that happens: 1, 3, 7, 14 or 30; absent for bots.</summary>
    public int? ExpireGracePeriod { get; init; }

    /// <summary>Who added it; never sent over the gateway.</summary>
    public User? User { get; init; }

    /// <summary>Account behind it.</summary>
    public IntegrationAccount Account { get => field ?? new(); init; }

    /// <summary>Last synchronisation; absent for bots.</summary>
    public DateTimeOffset? SyncedAt { get; init; }

    /// <summary>Number of subscribers; absent for bots.</summary>
    public int? SubscriberCount { get; init; }

    /// <summary>Whether access was withdrawn; absent for bots.</summary>
    public bool? Revoked { get; init; }

    /// <summary>Application of a bot's integration.</summary>
    public IntegrationApplication? Application { get; init; }

    /// <summary>OAuth2 scopes it was granted.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Type);
    }
}
