using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// The log of a bot's shards. When many lose their connections at once, a few of the lines stay what they are, one says how
/// many shards are live, each minute again, and the rest is for whoever reads at Debug.
/// </summary>
internal sealed partial class ShardLog(ILogger<Shard> inner, ShardManager manager, TimeProvider time) : ILogger<Shard>
{
    /// <summary>So many lines about lost connections and failed attempts within <see cref="Interval"/> are told one by one.</summary>
    public const int Most = 10;

    /// <summary>How long the lines are counted together.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>The line of a shard that connects again after a pause.</summary>
    private const int Reconnecting = 4;

    private readonly Lock _lock = new(); // protects the rest
    private long _begun;
    private int _lines;
    private bool _isOutage;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id != Reconnecting || logLevel < LogLevel.Information)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        (bool passes, bool sums) = Count();
        if (sums)
        {
            LogOutage(inner, Most, manager.Shards.Count(static shard => shard.Status.State == ShardState.Ready), ShardPlan.Count(manager.Total ?? 0), formatter(state, exception));
        }

        LogLevel level = passes ? logLevel : LogLevel.Debug;
        if (inner.IsEnabled(level))
        {
            inner.Log(level, eventId, state, exception, formatter);
        }
    }

    /// <summary>Whether a line is told as it is, and whether it is time to sum up.</summary>
    private (bool Passes, bool Sums) Count()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (_lines == 0 || time.GetElapsedTime(_begun, now) >= Interval)
            {
                // One minute like the one before, and right after it, is the same outage.
                _isOutage = _lines > Most && time.GetElapsedTime(_begun, now) < 2 * Interval;
                (_begun, _lines) = (now, 0);
            }

            _lines++;
            return (!_isOutage && _lines <= Most, _lines == Most + 1);
        }
    }

    [LoggerMessage(131, LogLevel.Warning, "More than {Most} connections of shards were lost, or could not be made, within a minute: {Live} of {Shards} live. The others of that minute are logged at Debug; one of them: {Line}")]
    private static partial void LogOutage(ILogger logger, int most, int live, string shards, string line);
}
