namespace Gateway.Core.Session;

/// <summary>How long to wait before the next connection: exponential with full jitter, up to a cap.</summary>
internal static class Backoff
{
    /// <summary>A random time between none and <c>first × 2^failures</c>, at the most the cap.</summary>
    /// <remarks>Full jitter spreads a fleet whose shards were all dropped at the same moment.</remarks>
    public static TimeSpan Delay(int failures, TimeSpan first, TimeSpan cap, Random random)
    {
        // 2^30 firsts are past any cap; more would overflow.
        double most = Math.Min(cap.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30)));
        return TimeSpan.FromMilliseconds(most * random.NextDouble());
    }

    /// <summary>The pause after opcode 9, which also answers an Identify that came too early: one to five seconds.</summary>
    public static TimeSpan AfterInvalidSession(Random random) => TimeSpan.FromSeconds(1 + (4 * random.NextDouble()));
}
