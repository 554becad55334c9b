using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Where a subscription stands.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/subscription#subscription-statuses">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<SubscriptionStatus>))]
public enum SubscriptionStatus
{
    /// <summary>Will be renewed.</summary>
    Active = 0,

    /// <summary>Over, and not paid for.</summary>
    Inactive = 1,

    /// <summary>Paid for, but will not be renewed.</summary>
    Ending = 2,
}
