namespace Gateway.Hosting;

/// <summary>From when on a bot counts as degraded or unhealthy.</summary>
public sealed class DiscordGatewayHealthOptions
{
    /// <summary>
    /// How long a shard may be without a live session before the bot is degraded: a resume takes a second or two, a new
    /// session some more. Default: 30 seconds.
    /// </summary>
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long so many shards as <see cref="UnhealthyShare"/> says may be without one before the bot is unhealthy.
    /// Default: 5 minutes, since starting the process anew helps less, the longer Discord's own outages take.
    /// </summary>
    public TimeSpan UnhealthyAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Which part of the shards must be out for the bot to be unhealthy. Default: 0.5; more than 0, up to 1.</summary>
    public double UnhealthyShare { get; set; } = 0.5;
}
