namespace Gateway.Core.Models;

/// <summary>The purchase or renewal of a role subscription.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#role-subscription-data-object">Discord's page</see></remarks>
public sealed record RoleSubscriptionData : DiscordObject
{
    /// <summary>Listing that was bought.</summary>
    public Snowflake RoleSubscriptionListingId { get; init; }

    /// <summary>Name of the tier.</summary>
    public string TierName { get => field ?? ""; init; }

    /// <summary>Months subscribed in all.</summary>
    public int TotalMonthsSubscribed { get; init; }

    /// <summary>Whether it is a renewal rather than a new subscription.</summary>
    public bool IsRenewal { get; init; }
}
