using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>How an entitlement came about.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/entitlement#entitlement-object-entitlement-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<EntitlementType>))]
public enum EntitlementType
{
    /// <summary>Bought; also subscriptions since October 2024.</summary>
    Purchase = 1,

    /// <summary>Part of a Nitro subscription.</summary>
    PremiumSubscription = 2,

    /// <summary>Given by the developer.</summary>
    DeveloperGift = 3,

    /// <summary>Bought while testing.</summary>
    TestModePurchase = 4,

    /// <summary>Taken while it was free.</summary>
    FreePurchase = 5,

    /// <summary>Given by another user.</summary>
    UserGift = 6,

    /// <summary>Taken free of charge by a Nitro subscriber.</summary>
    PremiumPurchase = 7,

    /// <summary>Application subscription, when testing or from earlier.</summary>
    ApplicationSubscription = 8,
}
