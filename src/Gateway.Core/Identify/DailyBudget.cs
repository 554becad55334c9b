namespace Gateway.Core;

/// <summary>How many sessions a bot may still start before Discord resets the count. At none, everyone waits for the reset.</summary>
internal sealed class DailyBudget
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Lock _lock = new(); // protects _remaining and _resetsAt
    private readonly TimeProvider _time;
    private readonly int _total;
    private int _remaining;
    private DateTimeOffset _resetsAt;

    public DailyBudget(SessionStartLimit limit, TimeProvider time)
    {
        _time = time;
        _total = Math.Max(1, limit.Total);
        _remaining = limit.Remaining;
        _resetsAt = time.GetUtcNow() + limit.ResetAfter;
    }

    public int Remaining
    {
        get
        {
            lock (_lock)
            {
                return _remaining;
            }
        }
    }

    public async ValueTask ReserveAsync(CancellationToken cancellationToken)
    {
        while (TryReserve() is { } wait)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Return()
    {
        lock (_lock)
        {
            _remaining = Math.Min(_total, _remaining + 1);
        }
    }

    /// <summary>Takes one, or says how long until there may be one.</summary>
    private TimeSpan? TryReserve()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            if (now >= _resetsAt)
            {
                _remaining = _total;
                _resetsAt = now + Day;
            }

            if (_remaining <= 0)
            {
                return _resetsAt - now;
            }

            _remaining--;
            return null;
        }
    }
}
