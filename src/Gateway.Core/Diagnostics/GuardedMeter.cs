using System.Runtime.CompilerServices;
using Gateway.Core.Commands;
using Gateway.Core.Envelope;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Diagnostics;

/// <summary>
/// The meter as shards use it. Listeners are called by whoever measures, and may throw what they like: that is logged, at
/// most once a minute for all who share a logger, and costs the measurement alone.
/// </summary>
internal sealed partial class GuardedMeter(ShardMeter meter, ILogger logger, TimeProvider time)
{
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private static readonly ConditionalWeakTable<ILogger, Account> Accounts = [];

    public void Add(MeteredShard shard) => meter.Add(shard);

    public void Remove(MeteredShard shard) => meter.Remove(shard);

    public void OnReceived(in GatewayEnvelope envelope, int inflated, long received)
    {
        try
        {
            meter.OnReceived(envelope, inflated, received);
        }
        catch (Exception e)
        {
            Tell(e);
        }
    }

    public void OnLatency(TimeSpan roundTrip) => Guard(roundTrip, static (meter, roundTrip) => meter.OnLatency(roundTrip));

    public void OnReconnect(ConnectionEnd end) => Guard(end, static (meter, end) => meter.OnReconnect(end));

    public void OnResumed() => Guard(0, static (meter, _) => meter.OnResumed());

    public void OnIdentify() => Guard(0, static (meter, _) => meter.OnIdentify());

    public void OnCommand(GatewayCommand command, TimeSpan wait) =>
        Guard((command, wait), static (meter, sent) => meter.OnCommand(sent.command, sent.wait));

    private void Guard<T>(T what, Action<ShardMeter, T> measure)
    {
        try
        {
            measure(meter, what);
        }
        catch (Exception e)
        {
            Tell(e);
        }
    }

    private void Tell(Exception e)
    {
        if (Accounts.GetOrCreateValue(logger).MayTell(time))
        {
            LogListenerFailed(logger, e, GatewayMetrics.MeterName);
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "Somebody who listens to the meter {Meter} throws: measurements are lost, and nothing else. It is said at most once a minute")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception, string meter);

    /// <summary>When it was said last.</summary>
    private sealed class Account
    {
        private readonly Lock _lock = new(); // protects _toldAt
        private long? _toldAt;

        public bool MayTell(TimeProvider time)
        {
            lock (_lock)
            {
                if (_toldAt is { } last && time.GetElapsedTime(last) < Silence)
                {
                    return false;
                }

                _toldAt = time.GetTimestamp();
                return true;
            }
        }
    }
}
