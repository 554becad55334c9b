namespace Gateway.Hosting.Dispatch;

/// <summary>
/// A timer of the system's clock for what is set many times a second. It calls back on a thread of its own: the framework's
/// wakes a thread of the thread pool, which then looks for other work for far longer than the call takes. What is called must
/// not block, and must not run what others have written.
/// </summary>
internal sealed class ThreadTimer(TimerCallback callback, object state) : ITimer
{
    private readonly object _gate = new(); // protects everything below; told of every change
    private Thread? _thread; // null until it is set
    private long? _due; // as a timestamp; null for never
    private bool _isOver;

    private static TimeProvider Clock => TimeProvider.System;

    /// <summary>Has it call back once.</summary>
    /// <param name="dueTime">When.</param>
    /// <param name="period">Infinite: it does not call back again.</param>
    /// <returns>False if it has been disposed of.</returns>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return false;
            }

            _due = Clock.GetTimestamp() + (long)(dueTime.TotalSeconds * Clock.TimestampFrequency);
            if (_thread is null)
            {
                _thread = new Thread(Run) { Name = "Discord handlers", IsBackground = true };
                _thread.UnsafeStart();
            }

            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>It calls back no more, but may be doing so at this moment.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Run()
    {
        while (WaitUntilDue())
        {
            callback(state);
        }
    }

    /// <summary>False once it is disposed of.</summary>
    private bool WaitUntilDue()
    {
        lock (_gate)
        {
            while (!_isOver)
            {
                if (_due is not { } due)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                long now = Clock.GetTimestamp();
                if (due <= now)
                {
                    _due = null;
                    return true;
                }

                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(Math.Ceiling(Clock.GetElapsedTime(now, due).TotalMilliseconds)));
            }

            return false;
        }
    }
}
