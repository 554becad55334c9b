using System.Diagnostics.Metrics;
using Gateway.Hosting.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>Hands events to handlers, all shards' alike, until it is stopped.</summary>
internal sealed partial class EventDispatcher : IDisposable
{
    /// <summary>How long handlers that were told to give up get to do so.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>A shard whose reader is inside the same handler at two of these in a row is read by another thread.</summary>
    public static readonly TimeSpan StuckInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// How long until the first of them where no handler has blocked for <see cref="StuckMemory"/>: most handlers return at
    /// once, and at the rate of a quiet bot each look costs about as much as an event.
    /// </summary>
    public static readonly TimeSpan CalmInterval = TimeSpan.FromMilliseconds(75);

    /// <summary>How long a handler that blocked is remembered.</summary>
    public static readonly TimeSpan StuckMemory = TimeSpan.FromMinutes(1);

    /// <summary>How often handlers that run are looked at.</summary>
    public static readonly TimeSpan SlowInterval = TimeSpan.FromSeconds(1);

    private readonly HandlerTable _handlers;
    private readonly string _section;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _handlersCancelled = new();
    private readonly Ticker _readers;
    private readonly Ticker _running;
    private readonly Lock _lock = new(); // protects _isClosed and changes of _lanes
    private EventLane[] _lanes = [];
    private bool _isClosed;
    private long _stuckAt; // when a reader was last taken over from; 0 for never
    private ReportPace _fullReported;
    private ReportPace _blockedReported;
    private ReportPace _droppedReported;
    private long _dropped;

    /// <param name="handlers">Who gets which events.</param>
    /// <param name="hooks">What stands around handlers.</param>
    /// <param name="scopes">Makes the scopes of handlers.</param>
    /// <param name="options">The settings.</param>
    /// <param name="section">Where the bot's settings are, as messages name it.</param>
    /// <param name="meter">What is measured with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it is reported what is amiss.</param>
    public EventDispatcher(
        HandlerTable handlers,
        HandlerHooks hooks,
        IServiceScopeFactory scopes,
        DispatchOptions options,
        string section,
        Meter meter,
        TimeProvider time,
        ILogger logger)
    {
        _handlers = handlers;
        _section = section;
        _logger = logger;
        Scopes = scopes;
        Options = options;
        Time = time;
        var guard = new ListenerGuard(logger, time);
        Metrics = new DispatchMetrics(meter, () => Volatile.Read(ref _lanes), guard);
        Tracing = new EventTracing(guard);
        Pipeline = new HandlerPipeline(hooks, Metrics, Tracing, time, logger, _handlersCancelled.Token);
        _readers = new Ticker(
            time,
            () => HasBeenStuck ? StuckInterval : CalmInterval,
            StuckInterval,
            () => Array.ForEach(_lanes, static lane => lane.TakeOverIfStuck()),
            () => Array.Exists(_lanes, static lane => lane.IsInside));
        _running = new Ticker(
            time,
            static () => SlowInterval,
            SlowInterval,
            () =>
            {
                ReportSlow();
                ReportDropped();
            },
            () => Array.Exists(_lanes, static lane => lane.Pending > 0) || Volatile.Read(ref _dropped) > 0);
    }

    /// <summary>The name of the bot, one of several; empty for one without.</summary>
    public string Bot { get; init; } = "";

    public IServiceScopeFactory Scopes { get; }

    public DispatchOptions Options { get; }

    public TimeProvider Time { get; }

    public DispatchMetrics Metrics { get; }

    public EventTracing Tracing { get; }

    public HandlerPipeline Pipeline { get; }

    /// <summary>The handlers with an ordering of their own.</summary>
    public IReadOnlyList<HandlerOrder> Orders => _handlers.Orders;

    /// <summary>What is to be done with events of this name; null for nothing.</summary>
    public EventRoute? FindRoute(ReadOnlySpan<byte> utf8Name) => _handlers.Find(utf8Name);

    /// <summary>There is a lane from now on; closed at once if all are.</summary>
    public void Add(EventLane lane)
    {
        lock (_lock)
        {
            _lanes = [.. _lanes, lane];
            if (_isClosed)
            {
                _ = lane.CloseAsync();
            }
        }
    }

    /// <summary>A lane is not read any more: it is forgotten once its events have finished.</summary>
    public async Task RemoveAsync(EventLane lane)
    {
        await lane.CloseAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _lanes = Array.FindAll(_lanes, other => other != lane);
        }
    }

    /// <summary>Starts no more events, and completes when those that were have finished, or when the time for it is over.</summary>
    /// <returns>Whether all have finished.</returns>
    public async Task<bool> DrainAsync(CancellationToken timeIsUp)
    {
        Task drained = CloseAsync();
        if (Running is > 0 and int running)
        {
            LogDraining(running);
        }

        await drained.WaitAsync(timeIsUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ReportDropped(isLast: true);
        return drained.IsCompleted;
    }

    /// <summary>Tells the handlers that still run to give up, waits a little, and leaves behind those that do not.</summary>
    public async Task CancelHandlersAsync()
    {
        LogCancelling(Running);
        // What handlers have hooked to the token runs now, and is no more to be trusted than they are.
        Task told = _handlersCancelled.CancelAsync();
        Array.ForEach(_lanes, static lane => lane.TakeOver());
        await Task.WhenAll(told, CloseAsync()).WaitAsync(Grace, Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (told.Exception is { } failed)
        {
            LogCallbackFailed(failed);
        }

        List<HandlerNotice> leftBehind = [];
        Array.ForEach(_lanes, lane => lane.ForEachRunning(delivery => delivery.NoteRunning(leftBehind)));
        leftBehind.ForEach(handler => LogLeftBehind(handler.Handler, handler.EventName, handler.Shard));
    }

    /// <summary>Whoever reads a shard is inside a handler: from now on it is watched.</summary>
    public void WatchReaders() => _readers.Start();

    /// <summary>A reader was inside a handler for too long, and another thread reads on.</summary>
    public void OnStuck(long now) => Volatile.Write(ref _stuckAt, now);

    /// <summary>An event's handlers have not finished: from now on they are watched.</summary>
    public void WatchHandlers() => _running.Start();

    public void Dispose()
    {
        _readers.Dispose();
        _running.Dispose();
    }

    // ── What lanes tell ─────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The first handlers of an event are about to start.</summary>
    public void OnStarted(EventDelivery delivery)
    {
        delivery.HasStarted = true;
        Metrics.OnStarted(Time, delivery);
        delivery.Activity = Tracing.Start(delivery, Bot);
    }

    /// <summary>A shard has to wait until events have been handled. Said once a minute at most.</summary>
    public void OnLaneFull(EventLane lane, int capacity)
    {
        if (_fullReported.MayReport(Time))
        {
            LogLaneFull(lane.Shard, capacity, _section);
        }
    }

    /// <summary>There was no room for an event that may be dropped. Said once a minute at most, of all since.</summary>
    public void OnDropped(EventRoute route)
    {
        Metrics.OnDropped(route);
        Interlocked.Increment(ref _dropped);
        ReportDropped();
        _running.Start(); // it may have been the last for long, and has yet to be said
    }

    public void OnUndelivered(EventDelivery delivery, Exception e) =>
        LogUndelivered(e, delivery.EventName, delivery.Sequence, delivery.Shard.Id);

    public void OnScopeNotDisposed(Exception e, string eventName) => LogScopeNotDisposed(e, eventName);

    private bool HasBeenStuck => Volatile.Read(ref _stuckAt) is not 0 and long at && Time.GetElapsedTime(at) < StuckMemory;

    private int Running => _lanes.Sum(static lane => lane.Pending + (lane.IsInside ? 1 : 0));

    private Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            return Task.WhenAll(_lanes.Select(static lane => lane.CloseAsync()));
        }
    }

    private void ReportSlow()
    {
        long now = Time.GetTimestamp();
        List<HandlerNotice> notices = [];
        Array.ForEach(_lanes, lane => lane.ForEachRunning(delivery => delivery.NoteSlow(Time, now, notices)));
        foreach (HandlerNotice notice in notices)
        {
            if (notice.Elapsed is { } elapsed)
            {
                LogSlow(notice.Handler, notice.EventName, notice.Sequence, notice.Shard, elapsed.TotalSeconds);
            }
            else if (_blockedReported.MayReport(Time))
            {
                LogBlocked(notice.Handler, notice.EventName, notice.Shard);
            }
        }
    }

    private void ReportDropped(bool isLast = false)
    {
        if (Volatile.Read(ref _dropped) > 0
            && (isLast || _droppedReported.MayReport(Time))
            && Interlocked.Exchange(ref _dropped, 0) is > 0 and long count)
        {
            LogDropped(count, _section, Options.FullMode);
        }
    }
}
