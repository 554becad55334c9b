using Gateway.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>Hands events to handlers, all shards' alike, until it is stopped.</summary>
internal sealed partial class EventDispatcher(HandlerTable handlers, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
{
    /// <summary>How long handlers that were told to give up get to do so.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _handlersCancelled = new();
    private long _fullReported;

    public IServiceScopeFactory Scopes => scopes;

    /// <summary>The events whose handlers run.</summary>
    public RunningEvents Running { get; } = new();

    /// <summary>Cancelled once no event is handed to handlers any more.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Cancelled once running handlers are to give up.</summary>
    public CancellationToken HandlersCancelled => _handlersCancelled.Token;

    /// <summary>What is to be done with events of this name; null for nothing.</summary>
    public EventRoute? FindRoute(ReadOnlySpan<byte> utf8Name) => _closing.IsCancellationRequested ? null : handlers.Find(utf8Name);

    /// <summary>Starts no more handlers, and completes when those that run have finished, or when the time for it is over.</summary>
    /// <returns>Whether all have finished.</returns>
    public async Task<bool> DrainAsync(CancellationToken timeIsUp)
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        Task drained = Running.CloseAsync();
        if (Running.Count is > 0 and int running)
        {
            LogDraining(running);
        }

        await drained.WaitAsync(timeIsUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return drained.IsCompleted;
    }

    /// <summary>Tells the handlers that still run to give up, waits a little, and leaves behind those that do not.</summary>
    public async Task CancelHandlersAsync()
    {
        LogCancelling(Running.Count);
        // What handlers have hooked to the token runs now, and is no more to be trusted than they are.
        Task told = _handlersCancelled.CancelAsync();
        await Task.WhenAll(told, Running.CloseAsync()).WaitAsync(Grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (told.Exception is { } failed)
        {
            LogCallbackFailed(failed);
        }

        foreach (EventDelivery left in Running.Snapshot())
        {
            LogLeftBehind(left.Handler ?? "a handler", left.Context.EventName, left.Context.ShardId);
        }
    }

    /// <summary>A shard has to wait until events have been handled. Said once a minute at most.</summary>
    public void OnLaneFull(EventLane lane)
    {
        long now = time.GetTimestamp();
        long last = Volatile.Read(ref _fullReported);
        if ((last == 0 || time.GetElapsedTime(last, now) >= ReportInterval)
            && Interlocked.CompareExchange(ref _fullReported, now, last) == last)
        {
            LogLaneFull(lane.Shard, lane.Capacity);
        }
    }

    public void OnUndelivered(EventDelivery delivery, Exception e) =>
        LogUndelivered(e, delivery.Context.EventName, delivery.Context.Sequence, delivery.Context.ShardId);

    public void OnScopeNotDisposed(EventDelivery delivery, Exception e) =>
        LogScopeNotDisposed(e, delivery.Context.EventName, delivery.Context.ShardId);
}
