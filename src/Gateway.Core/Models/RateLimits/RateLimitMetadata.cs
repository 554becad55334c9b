namespace Gateway.Core.Models;

/// <summary>What a dropped request was about.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#rate-limited">Discord's page</see></remarks>
public sealed record RateLimitMetadata : DiscordObject
{
    /// <summary>Guild whose members were asked for; null for other requests.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Nonce of the dropped request.</summary>
    public string? Nonce { get; init; }

    private protected override void Describe(Description it) => it.Add(GuildId);
}
