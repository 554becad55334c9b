using Gateway.Core;
using Gateway.Hosting.Sharding;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Hosting.Health;

/// <summary>Whether a bot can do its work: its shards have live sessions, or are about to.</summary>
/// <remarks>
/// Each shard that is not live is in the data of the result with what it is at. Shards that were stopped on purpose do not
/// count, but a bot without any other is degraded; those that Discord has refused do. While the bot starts it is degraded, however long it takes: a large one waits an hour for its turn to identify.
/// </remarks>
internal sealed class DiscordGatewayHealthCheck(BotServices bot, DiscordGatewayHealthOptions options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        (HealthStatus status, string description, IReadOnlyDictionary<string, object> data) = Check();

        // Whoever registers it decides what the worst is.
        return Task.FromResult(new HealthCheckResult(
            status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status, description, exception: null, data));
    }

    private (HealthStatus Status, string Description, IReadOnlyDictionary<string, object> Data) Check()
    {
        if (bot.Manager.IsRefused)
        {
            return (HealthStatus.Unhealthy, "Discord has refused the bot for good; the log says what to change.", Details([]));
        }

        if (bot.Manager.Fleet is not { } fleet)
        {
            return (HealthStatus.Degraded, "Discord has not yet said how many shards there should be.", Details([]));
        }

        ShardRunner[] expected = [.. fleet.Runners.Where(static runner => runner.IsRunning || runner.Shard.Status.State == ShardState.Failed)];
        if (expected.Length == 0)
        {
            return (HealthStatus.Degraded, "No shard is running.", Details([]));
        }

        (ShardRunner Runner, ShardStatus Status)[] shards = [.. expected.Select(static runner => (runner, runner.Shard.Status))];
        (ShardRunner Runner, ShardStatus Status)[] missing = [.. shards.Where(static shard => shard.Status.State != ShardState.Ready)];
        Dictionary<string, object> data = Details(missing, shards.Length - missing.Length);
        string ready = $"{shards.Length - missing.Length} of {ShardPlan.Count(shards.Length)} ready";

        ShardRunner[] refused = [.. expected.Where(static runner => runner.IsRefused)];
        if (refused.Length > 0)
        {
            string which = refused.Length == 1 ? $"shard {refused[0].Id}" : ShardPlan.Count(refused.Length);
            return (HealthStatus.Unhealthy, $"Discord has refused {which} for good; the log says what to change. {ready}", data);
        }

        DateTimeOffset now = time.GetUtcNow();
        int lost = missing.Count(shard => now - shard.Status.LastLiveAt >= options.UnhealthyAfter);
        if (lost > 0 && lost >= options.UnhealthyShare * shards.Length)
        {
            return (HealthStatus.Unhealthy, $"{ready}; {lost} without a session for more than {options.UnhealthyAfter}", data);
        }

        // A moment without a session is what a resume takes.
        return missing.All(shard => now - shard.Status.LastLiveAt < options.DegradedAfter)
            ? (HealthStatus.Healthy, ready, data)
            : (HealthStatus.Degraded, ready, data);
    }

    private static Dictionary<string, object> Details((ShardRunner Runner, ShardStatus Status)[] missing, int ready = 0)
    {
        var data = new Dictionary<string, object> { ["ready"] = ready };
        foreach ((ShardRunner runner, ShardStatus status) in missing)
        {
            data[$"shard {runner.Id}"] = status.ToString();
        }

        return data;
    }
}
