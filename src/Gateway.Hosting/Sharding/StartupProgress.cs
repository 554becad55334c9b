using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// Says how far the start of a fleet is: every few seconds while it lasts, and when all are ready. Not a line per shard.
/// </summary>
internal sealed partial class StartupProgress(Fleet fleet, int maxConcurrency, IdentifyQueueSource queue, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly long _begun = time.GetTimestamp();
    private readonly TaskCompletionSource _allReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _notYetReady = fleet.Runners.Count;

    /// <summary>Watches until all shards have been ready once, or those that have not are no longer run: refused, stopped, or replaced.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (Shard shard in fleet.Shards)
        {
            Watch(shard);
        }

        while (!_allReady.Task.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            Task pause = Task.Delay(Interval, time, cancellationToken);
            if (await Task.WhenAny(_allReady.Task, pause).ConfigureAwait(false) == pause && !cancellationToken.IsCancellationRequested)
            {
                if (!fleet.Runners.Any(static runner => runner.IsRunning && runner.Shard.Status.LastLiveAt is null))
                {
                    return;
                }

                Report();
            }
        }

        if (_allReady.Task.IsCompleted)
        {
            LogReady(logger, ShardPlan.Count(fleet.Runners.Count), time.GetElapsedTime(_begun).TotalSeconds);
        }
    }

    private void Watch(Shard shard)
    {
        int seen = 0;
        shard.StatusChanged += OnChanged;
        OnChanged(shard, shard.Status);

        void OnChanged(object? sender, ShardStatus status)
        {
            if (status.State == ShardState.Ready && Interlocked.Exchange(ref seen, 1) == 0)
            {
                shard.StatusChanged -= OnChanged;
                if (Interlocked.Decrement(ref _notYetReady) == 0)
                {
                    _allReady.TrySetResult();
                }
            }
        }
    }

    private void Report()
    {
        int ready = fleet.Runners.Count - Volatile.Read(ref _notYetReady);
        int queued = fleet.Shards.Count(static shard => shard.Status.State == ShardState.Queued);
        int rounds = (queued + maxConcurrency - 1) / maxConcurrency;
        var timeLeft = TimeSpan.FromSeconds(Math.Ceiling((rounds * IdentifyQueue.Window).TotalSeconds));
        string shards = ShardPlan.Count(fleet.Runners.Count);
        switch (queued, queue.Budget?.Remaining)
        {
            case (0, { } remaining):
                LogProgress(logger, ready, shards, remaining);
                break;
            case (0, null):
                LogProgress(logger, ready, shards);
                break;
            case (_, { } remaining):
                LogProgress(logger, ready, shards, queued, timeLeft, remaining);
                break;
            default:
                LogProgress(logger, ready, shards, queued, timeLeft);
                break;
        }
    }

    [LoggerMessage(102, LogLevel.Information, "{Shards} ready after {Seconds:0.0} s")]
    private static partial void LogReady(ILogger logger, string shards, double seconds);

    [LoggerMessage(113, LogLevel.Information, "{Ready} of {Shards} ready; {Queued} wait to identify, which takes about {TimeLeft}; {Remaining} session starts left")]
    private static partial void LogProgress(ILogger logger, int ready, string shards, int queued, TimeSpan timeLeft, int remaining);

    [LoggerMessage(116, LogLevel.Information, "{Ready} of {Shards} ready; {Queued} wait to identify, which takes about {TimeLeft}")]
    private static partial void LogProgress(ILogger logger, int ready, string shards, int queued, TimeSpan timeLeft);

    [LoggerMessage(117, LogLevel.Information, "{Ready} of {Shards} ready; {Remaining} session starts left")]
    private static partial void LogProgress(ILogger logger, int ready, string shards, int remaining);

    [LoggerMessage(118, LogLevel.Information, "{Ready} of {Shards} ready")]
    private static partial void LogProgress(ILogger logger, int ready, string shards);
}
