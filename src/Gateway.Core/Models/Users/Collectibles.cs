namespace Gateway.Core.Models;

/// <summary>Collectibles a user has put on.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#collectibles">Discord's page</see></remarks>
public sealed record Collectibles : DiscordObject
{
    /// <summary>Background of the name in member lists.</summary>
    public Nameplate? Nameplate { get; init; }
}
