namespace Gateway.Core.Models;

/// <summary>A product bought from a guild. Not in Discord's tables: it may change.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object">Discord's page</see></remarks>
public sealed record GuildProductPurchase : DiscordObject
{
    /// <summary>Listing that was bought.</summary>
    public Snowflake ListingId { get; init; }

    /// <summary>Its name.</summary>
    public string ProductName { get => field ?? ""; init; }
}
