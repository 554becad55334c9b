namespace Gateway.Core;

/// <summary>How long Discord took to answer the last heartbeats of a shard. A snapshot.</summary>
/// <remarks>
/// An answer is timed when it is read. One that still waited for a busy reader when the next heartbeat was due is left out; one
/// that waited for less makes its round trip that much longer.
/// </remarks>
public sealed class ShardLatency
{
    internal static readonly ShardLatency None = new([]);

    internal ShardLatency(IReadOnlyList<TimeSpan> recent) => Recent = recent;

    /// <summary>Up to five round trips, the newest first; empty until the first heartbeat is answered.</summary>
    public IReadOnlyList<TimeSpan> Recent { get; }

    /// <summary>The newest round trip; null until the first heartbeat is answered.</summary>
    public TimeSpan? Latest => Recent.Count == 0 ? null : Recent[0];

    /// <summary>The mean of <see cref="Recent"/>; null until the first heartbeat is answered.</summary>
    public TimeSpan? Average => Recent.Count == 0 ? null : TimeSpan.FromTicks((long)Recent.Average(static l => l.Ticks));

    /// <summary>The newest round trip in milliseconds.</summary>
    public override string ToString() => Latest is { } latest ? $"{latest.TotalMilliseconds:0} ms" : "not measured yet";
}
