using Microsoft.Extensions.Time.Testing;

namespace Gateway.Hosting.Tests.Support;

/// <summary>Virtual time that tells which waits there are, so that a test moves it only once somebody waits for it.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    private readonly Lock _lock = new(); // protects _waits
    private readonly List<TimeSpan> _waits = [];
    private readonly Signal _changed = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, dueTime, period));
        Note(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits for a time of this range, takes note of it, and lets it pass.</summary>
    public async Task<TimeSpan> PassAsync(TimeSpan least, TimeSpan most)
    {
        TimeSpan wait = await TakeAsync(least, most);
        Advance(wait);
        return wait;
    }

    /// <summary>Waits until somebody waits for exactly this time, and lets it pass.</summary>
    public Task PassAsync(TimeSpan wait) => PassAsync(wait, wait);

    /// <summary>Lets this time pass whenever somebody waits for it, until something is done.</summary>
    public async Task PassUntilAsync(Task done, TimeSpan wait)
    {
        for (Task waits = TakeAsync(wait, wait); await Task.WhenAny(done, waits) == waits && waits.IsCompletedSuccessfully; waits = TakeAsync(wait, wait))
        {
            Advance(wait);
        }

        await done.SoonAsync();
    }

    /// <summary>Waits until somebody waits for a time of this range. Each wait is found once.</summary>
    public async Task<TimeSpan> TakeAsync(TimeSpan least, TimeSpan most) => (await _changed.UntilAsync(
        () =>
        {
            lock (_lock)
            {
                int found = _waits.FindIndex(wait => wait >= least && wait <= most);
                if (found < 0)
                {
                    return null;
                }

                object wait = _waits[found];
                _waits.RemoveAt(found);
                return wait;
            }
        },
        () => $"Nobody waits for {least} to {most}."))
        is TimeSpan taken ? taken : default;

    private void Note(TimeSpan wait)
    {
        lock (_lock)
        {
            _waits.Add(wait);
        }

        _changed.Raise();
    }

    // Some timers are made first and set later.
    private sealed class Timer(TestTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = inner.Change(dueTime, period);
            time.Note(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
