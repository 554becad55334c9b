using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a special role stands for.</summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure">Discord's page</see></remarks>
public sealed record RoleTags : DiscordObject
{
    /// <summary>Bot the role belongs to.</summary>
    public Snowflake? BotId { get; init; }

    /// <summary>Integration the role belongs to.</summary>
    public Snowflake? IntegrationId { get; init; }

    /// <summary>Whether it is the guild's booster role. On the wire: a key with null, or no key.</summary>
    [JsonConverter(typeof(PresentAsTrueConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PremiumSubscriber { get; init; }

    /// <summary>Listing through which the role is sold.</summary>
    public Snowflake? SubscriptionListingId { get; init; }

    /// <summary>Whether it can be bought. On the wire: a key with null, or no key.</summary>
    [JsonConverter(typeof(PresentAsTrueConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AvailableForPurchase { get; init; }

    /// <summary>Whether it is a linked role. On the wire: a key with null, or no key.</summary>
    [JsonConverter(typeof(PresentAsTrueConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool GuildConnections { get; init; }
}
