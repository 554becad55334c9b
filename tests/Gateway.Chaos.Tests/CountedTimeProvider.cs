namespace Gateway.Chaos.Tests;

/// <summary>A clock that knows how many of its timers have not been disposed of.</summary>
internal sealed class CountedTimeProvider(TimeProvider inner) : TimeProvider
{
    private int _timers;

    /// <summary>Timers that are still there: deadlines, heartbeats, and tasks that wait for time.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        return new Counted(this, inner.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class Counted(CountedTimeProvider owner, ITimer timer) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            Count();
        }

        public async ValueTask DisposeAsync()
        {
            await timer.DisposeAsync();
            Count();
        }

        private void Count()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._timers);
            }
        }
    }
}
