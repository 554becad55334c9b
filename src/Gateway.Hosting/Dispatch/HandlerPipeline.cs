using System.Diagnostics;
using Gateway.Core.Events;
using Gateway.Hosting.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// Starts the handlers of an event in the order of their registration, and sees each of them through: its time, the
/// middleware around it, what it throws, what it costs. Nothing here ever throws.
/// </summary>
/// <remarks>
/// Handlers start on the thread that is here; those that are done when they return have cost a call. Scoped ones take
/// turns, since they share a scope; the others wait for nobody.
/// </remarks>
internal sealed partial class HandlerPipeline(
    HandlerHooks hooks, DispatchMetrics metrics, EventTracing tracing, TimeProvider time, ILogger logger, CancellationToken handlersCancelled)
{
    private readonly HandlerDelegate? _middleware = hooks.Middleware;

    /// <summary>
    /// Lets an event join the lines of handlers with an ordering of their own. Those that are first in theirs start with
    /// <see cref="Start"/>, the others when their turn comes.
    /// </summary>
    public void JoinLines(EventDelivery delivery)
    {
        HandlerEntry[] entries = delivery.Route.Entries;
        for (int slot = 0; slot < entries.Length; slot++)
        {
            if (entries[slot].Order is { } order && entries[slot].Accepts(delivery) && JoinLine(entries[slot], order, delivery, slot))
            {
                delivery.GoFirst(slot);
            }
        }
    }

    /// <summary>Starts handlers of an event. Whoever calls holds a reference to it.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="followers">Whether those that follow the bot's ordering start.</param>
    /// <param name="others">Whether those that have their own do.</param>
    public void Start(EventDelivery delivery, bool followers, bool others)
    {
        bool givesUp = handlersCancelled.IsCancellationRequested;
        if (givesUp)
        {
            delivery.WasGivenUp = true;
        }

        HandlerEntry[] entries = delivery.Route.Entries;
        Task? scoped = null;
        int? waiting = null; // the first of the scoped ones whose turn has not come; those after it wait as well
        for (int slot = 0; slot < entries.Length; slot++)
        {
            HandlerEntry entry = entries[slot];
            if (!(entry.FollowsBot ? followers : others) || !entry.Accepts(delivery))
            {
                continue;
            }

            if (entry.Order is { } order)
            {
                if (delivery.TakeFirst(slot))
                {
                    TakeTurn(entry, delivery, slot, HandlerOrder.KeyOf(order.Ordering, delivery)); // if only to let the next in its line go on
                }
            }
            else if (givesUp)
            {
                continue;
            }
            else if (entry.RunsApart)
            {
                delivery.Enter(slot);
                _ = RunAsync(entry, delivery, slot);
            }
            else if (waiting is null && scoped is null or { IsCompleted: true })
            {
                delivery.Enter(slot);
                scoped = RunAsync(entry, delivery, slot);
            }
            else
            {
                waiting ??= slot;
            }
        }

        if (scoped is not null)
        {
            delivery.Hold(followsBot: true);
            _ = EndScopedAsync(scoped, waiting ?? entries.Length, delivery);
        }
    }

    /// <summary>The turn of a handler with an ordering of its own has come.</summary>
    public void TakeTurn(HandlerEntry entry, EventDelivery delivery, int slot, ulong key) => _ = TakeTurnAsync(entry, delivery, slot, key);

    /// <summary>Joins the line of a handler. Returns whether it is first; if not, it goes on by itself when its turn comes.</summary>
    private bool JoinLine(HandlerEntry entry, HandlerOrder order, EventDelivery delivery, int slot)
    {
        ulong key = HandlerOrder.KeyOf(order.Ordering, delivery);
        EventLines lines = delivery.Lane.Starter.LinesOf(order);
        delivery.AddReference();
        if (lines.TryEnter(key))
        {
            return true;
        }

        delivery.Lane.Starter.OnWaiting();
        if (lines.EnterOrWait(key, new WaitingCall(this, entry, delivery, slot, key)))
        {
            delivery.Lane.Starter.OnTurn();
            return true;
        }

        return false;
    }

    private async Task TakeTurnAsync(HandlerEntry entry, EventDelivery delivery, int slot, ulong key)
    {
        if (handlersCancelled.IsCancellationRequested)
        {
            delivery.WasGivenUp = true;
        }
        else
        {
            delivery.Enter(slot);
            await RunAsync(entry, delivery, slot).ConfigureAwait(false);
        }

        delivery.Lane.Starter.LinesOf(entry.Order!).Leave(key);
        delivery.Release();
    }

    /// <summary>The scoped handlers that had to wait for one before them, from this slot on, and the end of the scope they share.</summary>
    private async Task EndScopedAsync(Task running, int slot, EventDelivery delivery)
    {
        await running.ConfigureAwait(false);
        HandlerEntry[] entries = delivery.Route.Entries;
        for (; slot < entries.Length; slot++)
        {
            if (entries[slot].RunsApart || !entries[slot].Accepts(delivery))
            {
                continue;
            }

            if (handlersCancelled.IsCancellationRequested)
            {
                delivery.WasGivenUp = true;
                break;
            }

            delivery.Enter(slot);
            await RunAsync(entries[slot], delivery, slot).ConfigureAwait(false);
        }

        await delivery.EndScopeAsync(EventScopes.Shared).ConfigureAwait(false);
        delivery.LetGo(followsBot: true);
    }

    private Task RunAsync(HandlerEntry entry, EventDelivery delivery, int slot) =>
        entry.Singleton is { } handler ? CallAsync(entry, handler, delivery, slot, leaves: true) : ResolveAndCallAsync(entry, delivery, slot);

    private async Task ResolveAndCallAsync(HandlerEntry entry, EventDelivery delivery, int slot)
    {
        object[] handlers = [];
        Exception? notMade = null;
        try
        {
            handlers = entry.Resolve(delivery.ServicesOf(entry.RunsApart ? slot : EventScopes.Shared));
        }
        catch (Exception e)
        {
            notMade = e;
        }

        if (notMade is not null)
        {
            await FailedAsync(entry, entry.Name, notMade, delivery, ContextOf(entry, delivery, slot), wasMade: false).ConfigureAwait(false);
        }

        foreach (object handler in handlers)
        {
            if (!entry.RunsApart)
            {
                delivery.SetScopedHandler(HandlerEntry.NameOf(handler));
            }

            await CallAsync(entry, handler, delivery, slot, leaves: false).ConfigureAwait(false);
        }

        if (entry.RunsApart)
        {
            await delivery.EndScopeAsync(slot).ConfigureAwait(false);
        }

        delivery.Leave(slot);
    }

    /// <summary>One call of one handler, which leaves its slot with that if nothing comes after.</summary>
    private async Task CallAsync(HandlerEntry entry, object handler, EventDelivery delivery, int slot, bool leaves)
    {
        long startedAt = metrics.OnHandlerStarted(time);
        EventContext context = ContextOf(entry, delivery, slot);
        HandlerTimeout? timeout = entry.Timeout is { } limit ? StartClock(limit, entry, handler, delivery) : null;
        Exception? thrown = null;
        try
        {
            if (delivery.Activity is { } activity)
            {
                Activity.Current = activity; // until this method returns
            }

            CancellationToken token = timeout?.Token ?? handlersCancelled;
            IGatewayEvent? e = entry.EventOf(delivery);
            ValueTask call = _middleware is null
                ? entry.CallAsync(handler, e, context, token)
                : _middleware(new HandlerCall(e, context, HandlerEntry.NameOf(handler)) { CancellationToken = token, Entry = entry, Target = handler });
            await call.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (handlersCancelled.IsCancellationRequested)
        {
            delivery.WasGivenUp = true;
            LogGaveUp(HandlerEntry.NameOf(handler), delivery.EventName, delivery.Shard.Id);
        }
        catch (OperationCanceledException late) when (timeout is { IsOver: true })
        {
            thrown = late; // reported when the time was over
        }
        catch (Exception e)
        {
            thrown = e;
            await FailedAsync(entry, HandlerEntry.NameOf(handler), e, delivery, context).ConfigureAwait(false);
        }

        timeout?.Dispose();
        metrics.OnHandlerEnded(time, startedAt, delivery, handler, thrown);
        if (leaves)
        {
            await delivery.EndScopeAsync(slot).ConfigureAwait(false);
            delivery.Leave(slot);
        }
    }

    private HandlerTimeout StartClock(TimeSpan limit, HandlerEntry entry, object handler, EventDelivery delivery) => new(
        limit,
        time,
        () =>
        {
            string name = HandlerEntry.NameOf(handler);
            delivery.AddReference(); // whoever reports is waited for as the handler is
            _ = ReportAsync(name, new TimeoutException($"{name} took longer than {limit} for {delivery.EventName}, which is as long as it may."));

            async Task ReportAsync(string name, TimeoutException e)
            {
                (EventContext context, int slot) = delivery.ContextOfReport();
                await FailedAsync(entry, name, e, delivery, context).ConfigureAwait(false);
                await delivery.EndScopeAsync(slot).ConfigureAwait(false);
                delivery.Release();
            }
        },
        e => LogCallbackFailed(e, HandlerEntry.NameOf(handler), delivery.EventName, delivery.Shard.Id),
        handlersCancelled);

    private async ValueTask FailedAsync(
        HandlerEntry entry, string handler, Exception e, EventDelivery delivery, EventContext context, bool wasMade = true)
    {
        metrics.OnFailed(delivery, handler, e);
        if (delivery.Activity is { } activity)
        {
            tracing.Fail(activity, e);
        }

        if (hooks.OnError is not { } onError)
        {
            LogUnhandled(handler, e, delivery, wasMade);
            return;
        }

        try
        {
            await onError(new HandlerError(e, handler, entry.EventOf(delivery), context), handlersCancelled).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            LogUnhandled(handler, e, delivery, wasMade);
            LogHookFailed(failed, handler, delivery.EventName, delivery.Shard.Id);
        }
    }

    private void LogUnhandled(string handler, Exception e, EventDelivery delivery, bool wasMade)
    {
        if (wasMade)
        {
            LogFailed(e, handler, delivery.EventName, delivery.Shard.Id);
        }
        else
        {
            LogNotMade(e, handler, delivery.EventName, delivery.Shard.Id);
        }
    }

    private static EventContext ContextOf(HandlerEntry entry, EventDelivery delivery, int slot) =>
        delivery.ContextOf(entry.RunsApart ? slot : EventScopes.Shared);
}
