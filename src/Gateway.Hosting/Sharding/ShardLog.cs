using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// The log of a bot's shards. When many lose their connections at once, a few of the lines stay what they are, one says how
/// many shards are live, each minute again, one that all are, and the rest is for whoever reads at Debug.
/// </summary>
internal sealed partial class ShardLog(ILogger<Shard> inner, ShardManager manager, TimeProvider time) : ILogger<Shard>
{
    /// <summary>So many lines about lost connections and failed attempts within <see cref="Interval"/> are told one by one.</summary>
    public const int Most = 10;

    /// <summary>How long the lines are counted together.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>The lines of a shard that has begun a session, and that goes on with one.</summary>
    private const int Ready = 2, Resumed = 3;

    /// <summary>The line of a shard that connects again after a pause.</summary>
    private const int Reconnecting = 4;

    private readonly Lock _lock = new(); // protects the rest
    private readonly Outage _outage = new(time);
    private long _begun;
    private int _lines;
    private bool _goesOn;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        switch (eventId.Id)
        {
            case Reconnecting when logLevel >= LogLevel.Information && ShardOf(state) is { } shard:
                (bool passes, bool sums) = OnLost(shard);
                if (sums)
                {
                    LogOutage(inner, Most, Live, Shards, formatter(state, exception));
                }

                LogAt(passes ? logLevel : LogLevel.Debug);
                break;
            case Ready or Resumed when logLevel >= LogLevel.Information && ShardOf(state) is { } shard:
                (bool isNews, TimeSpan? duration) = OnBack(shard);
                if (isNews && duration is { } lasted)
                {
                    LogBack(inner, logLevel, shard, eventId.Id == Ready ? "ready" : "resumed", lasted);
                }
                else
                {
                    LogAt(isNews ? logLevel : LogLevel.Debug);
                }

                break;
            default:
                inner.Log(logLevel, eventId, state, exception, formatter);
                break;
        }

        void LogAt(LogLevel level)
        {
            if (inner.IsEnabled(level))
            {
                inner.Log(level, eventId, state, exception, formatter);
            }
        }
    }

    /// <summary>A shard has come into another state; told before it says so itself.</summary>
    public void OnChanged(object? shard, ShardStatus status)
    {
        if (status.State is not (ShardState.Ready or ShardState.Closed or ShardState.Failed))
        {
            return;
        }

        TimeSpan duration;
        string affected;
        lock (_lock)
        {
            // What ends with a shard that was closed says nothing about the others.
            if (!_outage.OnEnded(((Shard)shard!).Id) || !_outage.IsToldOf || status.State != ShardState.Ready)
            {
                return;
            }

            (duration, affected) = (_outage.Duration, ShardPlan.Count(_outage.Affected));
        }

        LogOver(inner, affected, duration, Live, Shards);
    }

    private int Live => manager.Shards.Count(static shard => shard.Status.State == ShardState.Ready);

    private string Shards => ShardPlan.Count(manager.Total ?? 0);

    private bool IsQuiet => _goesOn || _lines > Most;

    private static ShardId? ShardOf<TState>(TState state) => (state as IReadOnlyList<KeyValuePair<string, object?>>)?
        .FirstOrDefault(static pair => pair.Key == "Shard").Value as ShardId?;

    /// <summary>Whether the line of a shard that has lost its connection is told as it is, and whether it is time to sum up.</summary>
    private (bool Passes, bool Sums) OnLost(ShardId shard)
    {
        lock (_lock)
        {
            _outage.OnLost(shard);
            long now = time.GetTimestamp();
            if (_lines == 0 || time.GetElapsedTime(_begun, now) >= Interval)
            {
                // One minute like the one before, and right after it, is the same outage.
                _goesOn = _lines > Most && time.GetElapsedTime(_begun, now) < 2 * Interval;
                (_begun, _lines) = (now, 0);
            }

            _lines++;
            bool sums = _lines == Most + 1;
            _outage.IsToldOf |= sums;
            return (!IsQuiet, sums);
        }
    }

    /// <summary>Whether the line of a shard that is live again is told, and how long it was not.</summary>
    private (bool IsNews, TimeSpan? Duration) OnBack(ShardId shard)
    {
        lock (_lock)
        {
            return (!IsQuiet && !_outage.IsToldOf, _outage.DurationOf(shard));
        }
    }

    [LoggerMessage(131, LogLevel.Warning, "More than {Most} connections of shards were lost, or could not be made, within a minute: {Live} of {Shards} live. The others of that minute are logged at Debug; one of them: {Line}")]
    private static partial void LogOutage(ILogger logger, int most, int live, string shards, string line);

    [LoggerMessage(132, LogLevel.Information, "The connections of {Affected} are back after {Duration}: {Live} of {Shards} live")]
    private static partial void LogOver(ILogger logger, string affected, TimeSpan duration, int live, string shards);

    [LoggerMessage(EventId = 133, Message = "Shard {Shard}: {Outcome} after {Duration}")]
    private static partial void LogBack(ILogger logger, LogLevel level, ShardId shard, string outcome, TimeSpan duration);
}
