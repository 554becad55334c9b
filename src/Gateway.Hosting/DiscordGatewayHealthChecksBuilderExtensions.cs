using Gateway.Hosting;
using Gateway.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of bots.</summary>
public static class DiscordGatewayHealthChecksBuilderExtensions
{
    /// <summary>The tag of the check that asks whether the process is to be left alone: <c>live</c>.</summary>
    public const string LiveTag = "live";

    /// <summary>The tag of the check that asks whether the bot can do its work: <c>ready</c>.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// Adds two checks of the bot without a name: <c>discord-gateway</c>, tagged <c>ready</c>, looks at its shards;
    /// <c>discord-gateway-live</c>, tagged <c>live</c>, fails only when Discord has refused the bot for good.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Changes from when on the bot is degraded or unhealthy.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is out of its range.</exception>
    public static IHealthChecksBuilder AddDiscordGateway(this IHealthChecksBuilder builder, Action<DiscordGatewayHealthOptions>? configure = null) =>
        Add(builder, "", "discord-gateway", configure);

    /// <summary>Adds the same of one of several bots: <c>discord-gateway-music</c> and <c>discord-gateway-music-live</c>.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="bot">The bot's name.</param>
    /// <param name="configure">Changes from when on the bot is degraded or unhealthy.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is out of its range.</exception>
    public static IHealthChecksBuilder AddDiscordGateway(
        this IHealthChecksBuilder builder, string bot, Action<DiscordGatewayHealthOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(bot);
        return Add(builder, bot, $"discord-gateway-{bot}", configure);
    }

    private static IHealthChecksBuilder Add(IHealthChecksBuilder builder, string bot, string name, Action<DiscordGatewayHealthOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new DiscordGatewayHealthOptions();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DegradedAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.UnhealthyAfter, options.DegradedAfter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.UnhealthyShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.UnhealthyShare, 1);
        return builder
            .Add(new HealthCheckRegistration(
                name,
                services => new DiscordGatewayHealthCheck(services.GetRequiredKeyedService<BotServices>(bot), options, services.GetRequiredService<TimeProvider>()),
                failureStatus: null,
                [ReadyTag]))
            .Add(new HealthCheckRegistration(
                $"{name}-live",
                services => new DiscordGatewayLivenessCheck(services.GetRequiredKeyedService<BotServices>(bot)),
                failureStatus: null,
                [LiveTag]));
    }
}
