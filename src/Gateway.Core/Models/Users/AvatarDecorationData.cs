namespace Gateway.Core.Models;

/// <summary>A decoration around an avatar.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#avatar-decoration-data-object">Discord's page</see></remarks>
public sealed record AvatarDecorationData : DiscordObject
{
    /// <summary>CDN hash.</summary>
    public string Asset { get => field ?? ""; init; }

    /// <summary>SKU it was bought as.</summary>
    public Snowflake? SkuId { get; init; }
}
