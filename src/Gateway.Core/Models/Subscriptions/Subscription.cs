namespace Gateway.Core.Models;

/// <summary>A user's recurring payment. It proves no access; entitlements do.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/subscription#subscription-object">Discord's page</see></remarks>
public record Subscription : DiscordObject
{
    /// <summary>The subscription.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Who pays.</summary>
    public Snowflake UserId { get; init; }

    /// <summary>SKUs subscribed to.</summary>
    public IReadOnlyList<Snowflake> SkuIds { get => field ?? []; init; }

    /// <summary>Entitlements it grants.</summary>
    public IReadOnlyList<Snowflake> EntitlementIds { get => field ?? []; init; }

    /// <summary>SKUs it will be renewed with.</summary>
    public IReadOnlyList<Snowflake>? RenewalSkuIds { get; init; }

    /// <summary>Start of the paid period.</summary>
    public DateTimeOffset CurrentPeriodStart { get; init; }

    /// <summary>End of the paid period.</summary>
    public DateTimeOffset CurrentPeriodEnd { get; init; }

    /// <summary>Where it stands.</summary>
    public SubscriptionStatus Status { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    /// <summary>Country of payment (ISO 3166-1); private scope only.</summary>
    public string? Country { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(UserId);
        it.Add(Status);
    }
}
