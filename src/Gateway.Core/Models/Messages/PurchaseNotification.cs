namespace Gateway.Core.Models;

/// <summary>What a purchase message announces. Not in Discord's tables: it may change.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object">Discord's page</see></remarks>
public sealed record PurchaseNotification : DiscordObject
{
    /// <summary>What was bought; 0 for a guild product.</summary>
    public int Type { get; init; }

    /// <summary>The guild product.</summary>
    public GuildProductPurchase? GuildProductPurchase { get; init; }
}
