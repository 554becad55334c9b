using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Hosting.Health;

/// <summary>Whether to leave the process as it is: it is not, if Discord has refused the bot for good.</summary>
internal sealed class DiscordGatewayLivenessCheck(BotServices bot) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(bot.Manager.IsRefused
            ? new HealthCheckResult(context.Registration.FailureStatus, "Discord has refused the bot for good; the log says what to change.")
            : HealthCheckResult.Healthy());
}
