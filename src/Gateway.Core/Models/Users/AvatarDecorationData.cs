using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>A decoration around an avatar.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/user#avatar-decoration-data-object">Discord's page</see></remarks>
public sealed record AvatarDecorationData : DiscordObject
{
    /// <summary>CDN hash.</summary>
    public string Asset { get => field ?? ""; init; }

    /// <summary>SKU it was bought as.</summary>
    public Snowflake? SkuId { get; init; }

    /// <summary>When it can no longer be worn; null for good. Not in Discord's tables.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }
}
