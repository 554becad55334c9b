namespace Gateway.Core.Models;

/// <summary>A user's or guild's access to something an application sells.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/entitlement#entitlement-object">Discord's page</see></remarks>
public record Entitlement : DiscordObject
{
    /// <summary>The entitlement.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>SKU it gives access to.</summary>
    public Snowflake SkuId { get; init; }

    /// <summary>Application that sells it.</summary>
    public Snowflake ApplicationId { get; init; }

    /// <summary>User it was given to.</summary>
    public Snowflake? UserId { get; init; }

    /// <summary>How it came about.</summary>
    public EntitlementType Type { get; init; }

    /// <summary>Whether it was withdrawn.</summary>
    public bool Deleted { get; init; }

    /// <summary>Start of validity; null when it has none.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>End of validity; null while a subscription goes on.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Guild it was given to.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Whether a consumable was used up.</summary>
    public bool? Consumed { get; init; }

    /// <summary>Subscription it belongs to; not in Discord's tables.</summary>
    public Snowflake? SubscriptionId { get; init; }

    /// <summary>Promotion it came from; not in Discord's tables.</summary>
    public Snowflake? PromotionId { get; init; }

    /// <summary>Flag bits of the gift it came from; not in Discord's tables.</summary>
    public int? GiftCodeFlags { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(SkuId);
        it.Add(UserId);
    }
}
