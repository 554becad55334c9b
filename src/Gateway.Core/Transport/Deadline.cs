namespace Gateway.Core.Transport;

/// <summary>When something ends, and why, unless that is moved or cleared in time. For anybody, from any thread.</summary>
internal sealed class Deadline : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Action<ConnectionEndReason> _end;
    private readonly ITimer _timer;
    private readonly Lock _lock = new(); // protects what the timer is set to, and all below
    private ConnectionEndReason? _reason; // null: there is no deadline
    private TimeSpan _after;
    private Func<bool>? _startsAnew;
    private TimeSpan _due;
    private bool _isFrozen;

    /// <param name="time">Where time comes from.</param>
    /// <param name="end">Told the reason once the deadline has passed.</param>
    public Deadline(TimeProvider time, Action<ConnectionEndReason> end)
    {
        _time = time;
        _end = end;
        _timer = time.CreateTimer(
            static deadline => ((Deadline)deadline!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>Sets it, or moves it. Without effect once it is frozen.</summary>
    /// <param name="after">How far away it is; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="reason">Why it ends what it ends.</param>
    /// <param name="startsAnew">Asked once its time has come: if so, it starts anew instead. Must return at once. Null, the default: it never does.</param>
    public void Set(TimeSpan after, ConnectionEndReason reason, Func<bool>? startsAnew = null)
    {
        lock (_lock)
        {
            Change(after, reason, startsAnew);
        }
    }

    /// <summary>Takes it away. Without effect once it is frozen.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Change(Timeout.InfiniteTimeSpan, null);
        }
    }

    /// <summary>Sets it for the last time: the first one stands.</summary>
    /// <param name="after">How far away it is; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="reason">Why it ends what it ends.</param>
    public void Freeze(TimeSpan after, ConnectionEndReason reason)
    {
        lock (_lock)
        {
            Change(after, reason);
            _isFrozen = true;
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Change(TimeSpan after, ConnectionEndReason? reason, Func<bool>? startsAnew = null)
    {
        if (!_isFrozen)
        {
            _reason = after == Timeout.InfiniteTimeSpan ? null : reason;
            _after = after;
            _startsAnew = startsAnew;
            _due = Now + after;
            _timer.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        ConnectionEndReason reason;
        lock (_lock)
        {
            if (_reason is not { } stands)
            {
                return;
            }

            // The timer went off for what stood before, or goes by a clock that is less exact.
            TimeSpan left = _due - Now;
            if (left > TimeSpan.Zero)
            {
                _timer.Change(TimerTime.RoundUp(left), Timeout.InfiniteTimeSpan);
                return;
            }

            // Within the lock: who clears it meanwhile must not find it set again.
            if (_startsAnew?.Invoke() == true)
            {
                Change(_after, stands, _startsAnew);
                return;
            }

            reason = stands;
        }

        _end(reason);
    }
}
