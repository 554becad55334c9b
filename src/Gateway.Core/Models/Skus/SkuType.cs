using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What is sold.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sku#sku-object-sku-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<SkuType>))]
public enum SkuType
{
    /// <summary>Bought once, kept for good.</summary>
    Durable = 2,

    /// <summary>Bought once, used up.</summary>
    Consumable = 3,

    /// <summary>Renewed regularly.</summary>
    Subscription = 5,

    /// <summary>Groups the subscriptions of an application; made by Discord.</summary>
    SubscriptionGroup = 6,
}
