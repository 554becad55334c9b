using Gateway.Core.Diagnostics;

namespace Gateway.Core.Session;

/// <summary>The last five times between a heartbeat and the reading of its ACK. Written by the loop, read by anyone.</summary>
internal sealed class LatencyRecord(GuardedMeter meter)
{
    private const int Kept = 5;

    private ShardLatency _current = ShardLatency.None;

    public ShardLatency Current => Volatile.Read(ref _current);

    public void Add(TimeSpan roundTrip)
    {
        meter.OnLatency(roundTrip);
        TimeSpan[] recent = [roundTrip, .. Current.Recent.Take(Kept - 1)];
        Volatile.Write(ref _current, new ShardLatency(recent));
    }
}
