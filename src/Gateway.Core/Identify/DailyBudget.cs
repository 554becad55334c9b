using Microsoft.Extensions.Logging;

namespace Gateway.Core;

/// <summary>
/// Keeps account of the sessions a bot may still start before Discord resets the count. At none, everyone waits for the
/// reset.
/// </summary>
internal sealed partial class DailyBudget
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>What is known is asked for again after so long: other processes of the bot may start sessions, too.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Whoever was told that none are left asks no sooner than after so long.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>How long the answer to that is waited for.</summary>
    private static readonly TimeSpan RefreshTimeout = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long after another process has saved that it is about to identify one may do so here: saving and sending took it
    /// a while.
    /// </summary>
    public static readonly TimeSpan AfterSaved = IdentifyQueue.Window + TimeSpan.FromSeconds(0.3);

    private readonly Lock _lock = new(); // protects _budget, _reserved, _more, _askedAt and _announced
    private readonly SemaphoreSlim _asking = new(1, 1); // one question to Discord, or to the store, at a time
    private readonly IdentifyQueue _queue;
    private readonly BoundedBudgetStore _store;
    private readonly TimeProvider _time;
    private IdentifyBudget _budget;
    private int _reserved; // taken, but not used yet: Discord cannot have counted them
    private TaskCompletionSource _more = NewSignal(); // completes once there are some again
    private DateTimeOffset _askedAt;
    private DateTimeOffset? _announced;
    private TimeSpan _freeFrom; // as elapsed time; set before anyone has a permit
    private bool _recalled;

    public DailyBudget(SessionStartLimit limit, IdentifyQueue queue, TimeProvider time)
    {
        _queue = queue;
        _store = new BoundedBudgetStore(queue, time);
        _time = time;
        _askedAt = time.GetUtcNow();
        _budget = IdentifyBudget.Of(limit, _askedAt);
    }

    public IdentifyBudget Current
    {
        get
        {
            lock (_lock)
            {
                return _budget;
            }
        }
    }

    /// <summary>Takes one, once there is one.</summary>
    public async ValueTask ReserveAsync(CancellationToken cancellationToken)
    {
        await RecallAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
            if (TryReserve(out Task more) is not { } until)
            {
                return;
            }

            Announce(until);
            // Not longer than what is known holds: Discord may say otherwise by then, and this machine may have slept. Nor
            // hardly at all, even if none are left and the reset is said to be now.
            TimeSpan wait = until - _time.GetUtcNow();
            await more
                .WaitAsync(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, Least.Ticks, Fresh.Ticks)), _time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>One that was reserved is not needed.</summary>
    public void Return()
    {
        lock (_lock)
        {
            _reserved--;
            _budget = _budget with { Remaining = Math.Min(_budget.Total, _budget.Remaining + 1) };
            SignalMore();
        }
    }

    /// <summary>How long everyone must still wait after what a process before this one has sent.</summary>
    public TimeSpan LeftBefore => _freeFrom - _time.GetElapsedTime(0);

    /// <summary>One that was reserved is about to be used: the account is saved first, so that no crash can forget it.</summary>
    public async ValueTask SpendAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _budget = _budget with { LastIdentifyAt = _time.GetUtcNow() };
        }

        await SaveAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _reserved--;
        }
    }

    /// <summary>Takes over what Discord says; without an answer, only the end of the day changes anything.</summary>
    public void Renew(SessionStartLimit? discord)
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            _askedAt = now;
            if (discord is not null)
            {
                IdentifyBudget told = IdentifyBudget.Of(discord, now);
                _budget = _budget.MergedWith(told with { Remaining = Math.Max(0, told.Remaining - _reserved) });
            }
            else if (now >= _budget.ResetsAt)
            {
                _budget = _budget with { Remaining = Math.Max(0, _budget.Total - _reserved), ResetsAt = now + Day };
            }

            SignalMore();
        }
    }

    private async ValueTask SaveAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _store.SaveAsync(Current, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async ValueTask RecallAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _recalled))
        {
            return;
        }

        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_recalled && await _store.LoadAsync(cancellationToken).ConfigureAwait(false) is { } saved)
            {
                TimeSpan left = saved.LastIdentifyAt is { } last ? last + AfterSaved - _time.GetUtcNow() : TimeSpan.Zero;
                _freeFrom = _time.GetElapsedTime(0) + (left < AfterSaved ? left : AfterSaved); // a clock that was set back holds nobody longer
                lock (_lock)
                {
                    _budget = saved.MergedWith(_budget);
                }
            }

            Volatile.Write(ref _recalled, true);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Asks Discord, if what is known is old or its day is over.</summary>
    private async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        if (!IsStale())
        {
            return;
        }

        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsStale())
            {
                if (await AskAsync(cancellationToken).ConfigureAwait(false) is { } limit)
                {
                    _queue.Update(limit);
                }
                else
                {
                    Renew(null);
                }
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRefreshed(_queue.Log, e);
            Renew(null);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<SessionStartLimit?> AskAsync(CancellationToken cancellationToken) => _queue.Refresh is { } refresh
        ? await refresh(cancellationToken).WaitAsync(RefreshTimeout, _time, cancellationToken).ConfigureAwait(false)
        : null;

    private bool IsStale()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            // A clock that was set back makes it old, too.
            return now >= _budget.ResetsAt || (_queue.Refresh is not null && (now - _askedAt >= Fresh || now < _askedAt));
        }
    }

    /// <summary>Takes one, or says until when there is none.</summary>
    /// <param name="more">Completes if there are some sooner than that.</param>
    private DateTimeOffset? TryReserve(out Task more)
    {
        lock (_lock)
        {
            more = _more.Task;
            if (_budget.Remaining <= 0)
            {
                return _budget.ResetsAt;
            }

            _budget = _budget with { Remaining = _budget.Remaining - 1 };
            _reserved++;
            return null;
        }
    }

    /// <summary>Tells those who wait, if there is anything to be had: who is told that there is nothing would ask Discord anew.</summary>
    private void SignalMore()
    {
        if (_budget.Remaining > 0)
        {
            _more.TrySetResult();
            _more = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says so once for each day, not once for each shard.</summary>
    private void Announce(DateTimeOffset until)
    {
        lock (_lock)
        {
            if (_announced is { } announced && IdentifyBudget.IsSameDay(announced, until))
            {
                return;
            }

            _announced = until;
        }

        LogExhausted(_queue.Log, until);
    }

    [LoggerMessage(41, LogLevel.Warning, "No session starts are left: shards that need a new session wait until {Until:u}, when Discord allows new ones")]
    private static partial void LogExhausted(ILogger logger, DateTimeOffset until);

    [LoggerMessage(44, LogLevel.Warning, "Discord could not be asked how many sessions may be started; counting on from what is known")]
    private static partial void LogNotRefreshed(ILogger logger, Exception exception);
}
