namespace Gateway.Hosting.Dispatch;

/// <summary>A timer that ticks only as long as there is something to look after; at rest it costs nothing.</summary>
internal sealed class Ticker : IDisposable
{
    private readonly Func<TimeSpan> _first;
    private readonly TimeSpan _period;
    private readonly Action _tick;
    private readonly Func<bool> _isNeeded;
    private readonly ITimer _timer;
    private int _ticking;

    /// <param name="time">The clock.</param>
    /// <param name="first">How long from the start to the first tick.</param>
    /// <param name="period">How long from tick to tick.</param>
    /// <param name="tick">Looks after it.</param>
    /// <param name="isNeeded">Whether there is anything to look after.</param>
    public Ticker(TimeProvider time, Func<TimeSpan> first, TimeSpan period, Action tick, Func<bool> isNeeded)
    {
        _first = first;
        _period = period;
        _tick = tick;
        _isNeeded = isNeeded;
        _timer = time.CreateTimer(static state => ((Ticker)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// There is something to look after from now on. What makes it so must have been written with a full fence: the tick
    /// that ends the ticking looks again after it has said so.
    /// </summary>
    public void Start()
    {
        if (Volatile.Read(ref _ticking) == 0 && Interlocked.Exchange(ref _ticking, 1) == 0)
        {
            _timer.Change(_first(), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        _tick();
        if (_isNeeded())
        {
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
            return;
        }

        Interlocked.Exchange(ref _ticking, 0);
        if (_isNeeded())
        {
            Start();
        }
    }
}
