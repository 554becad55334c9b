namespace Gateway.Core.Session;

/// <summary>
/// Calls back again and again, on a thread that all of these share and nobody else has: in time, even if the thread pool is
/// full of code that blocks. What is called must not block, and must not run what others have written.
/// </summary>
internal sealed class PunctualTimer : IAsyncDisposable
{
    private static readonly object Gate = new(); // protects Due and the start of the thread; told when one is due earlier than before
    private static readonly PriorityQueue<PunctualTimer, long> Due = new(); // by timestamp
    private static Thread? _thread;

    private readonly Action _callback;
    private readonly long _period;
    private volatile bool _isOver;

    private PunctualTimer(Action callback, TimeSpan period)
    {
        _callback = callback;
        _period = Ticks(period);
    }

    private static TimeProvider Clock => TimeProvider.System;

    /// <param name="time">The clock. One that is not the system's calls back itself: it knows when it has anything to do.</param>
    /// <param name="callback">What is called. It never throws.</param>
    /// <param name="due">When it is called first.</param>
    /// <param name="period">How often from then on.</param>
    public static IAsyncDisposable Start(TimeProvider time, Action callback, TimeSpan due, TimeSpan period)
    {
        if (time != Clock)
        {
            return time.CreateTimer(static callback => ((Action)callback!)(), callback, due, period);
        }

        var timer = new PunctualTimer(callback, period);
        lock (Gate)
        {
            Due.Enqueue(timer, Clock.GetTimestamp() + Ticks(due));
            if (_thread is null)
            {
                _thread = new Thread(Run) { Name = "Discord heartbeats", IsBackground = true };
                _thread.UnsafeStart();
            }

            Monitor.Pulse(Gate);
        }

        return timer;
    }

    /// <summary>It is not called any more, but perhaps is being called at this moment.</summary>
    public ValueTask DisposeAsync()
    {
        _isOver = true;
        lock (Gate)
        {
            Due.Remove(this, out _, out _);
        }

        return default;
    }

    /// <summary>When one is due again. After a sleep of the machine it is so once, and a whole period later again.</summary>
    internal static long Next(long due, long period, long now) => due + period > now ? due + period : now + period;

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Clock.TimestampFrequency);

    private static void Run()
    {
        while (true)
        {
            PunctualTimer next = TakeNext();
            if (!next._isOver)
            {
                next._callback();
            }
        }
    }

    /// <summary>Waits until one is due.</summary>
    private static PunctualTimer TakeNext()
    {
        lock (Gate)
        {
            while (true)
            {
                if (!Due.TryPeek(out PunctualTimer? timer, out long due))
                {
                    Monitor.Wait(Gate);
                    continue;
                }

                long now = Clock.GetTimestamp();
                if (due <= now)
                {
                    Due.DequeueEnqueue(timer, Next(due, timer._period, now));
                    return timer;
                }

                Monitor.Wait(Gate, TimerTime.RoundUp(Clock.GetElapsedTime(now, due)));
            }
        }
    }
}
