using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// The way of one shard's events to their handlers. Handlers are started, in order, by the loop that reads the shard; an
/// event whose handlers have not finished by then takes one of the lane's places, and once all are taken the loop waits.
/// </summary>
/// <remarks>
/// <see cref="DispatchAsync"/> is called by one thread at a time, whoever has the baton. While it is inside a handler
/// that blocks, <see cref="TakeOver"/> lets another thread read on: the event then is one whose handlers have not finished.
/// It stands in its lines by then, ahead of all that is read after it.
/// </remarks>
internal sealed class EventLane
{
    private readonly int _capacity;
    private readonly LanePlaces _places;
    private readonly FinishedSequence _finished;
    private readonly Baton _baton = new();
    private readonly SpareDeliveries _spares;

    /// <param name="dispatcher">What all lanes share.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="finished">Where its session stands if it is resumed; null for a new one.</param>
    /// <param name="lines">The shard's lines, where events of an earlier lane may still be; null for none yet.</param>
    public EventLane(EventDispatcher dispatcher, ShardId shard, long? finished = null, ShardLines? lines = null)
    {
        Dispatcher = dispatcher;
        Shard = shard;
        _spares = new SpareDeliveries(this);
        _capacity = dispatcher.Options.MaxConcurrentEvents;
        _finished = new FinishedSequence(finished);
        lines ??= new ShardLines(dispatcher);
        Starter = new EventStarter(dispatcher, lines);
        _places = new LanePlaces(_capacity, inOrder: lines.Any, _baton);
        dispatcher.Add(this);
    }

    public EventDispatcher Dispatcher { get; }

    public ShardId Shard { get; }

    /// <summary>Starts what has a place.</summary>
    public EventStarter Starter { get; }

    /// <summary>
    /// The highest sequence of the current session up to which every event has finished; null for none. Any thread may
    /// ask. What failed or was dropped has finished; what was given up because the application stops has not.
    /// </summary>
    public long? FinishedSequence => _finished.Value;

    /// <summary>Whether an event of the current session that was read has not finished, or never will. Any thread may ask.</summary>
    public bool HasUnfinished => _finished.HasUnfinished;

    /// <inheritdoc cref="FinishedSequence.HasHandled"/>
    public bool HasHandled(long sequence) => _finished.HasHandled(sequence);

    /// <summary>Events in the hands of handlers.</summary>
    public int Pending => _places.Taken;

    /// <summary>What waits for its turn.</summary>
    public int Waiting => Starter.Waiting;

    /// <summary>Whether whoever reads the shard is inside a call of a handler.</summary>
    public bool IsInside => _baton.IsInside;

    /// <summary>Decides for each event whether handlers are to see it; null for all of them.</summary>
    public IEventFilter? Filter { get; init; }

    /// <summary>Reads on in the thread pool when the thread that reads is stuck in a handler.</summary>
    public LaneReader? Reader { get; set; }

    /// <summary>Hands the events among a shard's messages to their handlers, until there are no more.</summary>
    /// <param name="messages">As <see cref="Core.Shard.ReadMessagesAsync"/> gives them. What they throw is thrown here.</param>
    public Task ReadAsync(IAsyncEnumerable<GatewayMessage> messages) => new LaneReader(this, messages).RunAsync();

    /// <summary>
    /// Starts the handlers of an event; does nothing for one without. The message is not needed any more once the task
    /// has completed. False if another thread reads the shard by then.
    /// </summary>
    public ValueTask<bool> DispatchAsync(in GatewayMessage message)
    {
        ReadOnlySpan<byte> name = message.NameUtf8;
        if (name.SequenceEqual("READY"u8))
        {
            _finished.StartSession(message.Sequence);
        }

        if (_places.IsClosed)
        {
            return new(true); // what is read from now on goes nowhere, and has to come again
        }

        Admission admission = Filter is null ? default : Filter.Admit(message);
        if (admission.Kind != AdmissionKind.Admitted)
        {
            Refuse(admission, message);
            return new(true);
        }

        if (Dispatcher.FindRoute(name) is not { } route)
        {
            Skip(admission.Shared, message);
            return new(true);
        }

        return _places.HasRoom ? new(Start(route, message, admission.Shared)) : DispatchWhenFullAsync(route, message, admission.Shared);
    }

    /// <summary>Lets another thread read on if this one is inside a handler.</summary>
    public void TakeOver()
    {
        EventDelivery? stuck = _places.TakeBaton(delivery =>
        {
            _finished.Begin(delivery.Mark, delivery.Sequence);
            delivery.Payload.Own(isBeingRead: true);
            delivery.BlockedSince = Dispatcher.Time.GetTimestamp();
        });
        if (stuck is not null)
        {
            Dispatcher.OnStuck(stuck.BlockedSince);
            Dispatcher.WatchHandlers();
            if (Reader is not null)
            {
                ThreadPool.UnsafeQueueUserWorkItem(Reader, preferLocal: false);
            }
        }
    }

    /// <summary>Lets another thread read on if this one is inside the same handler as when this was called last.</summary>
    public void TakeOverIfStuck()
    {
        if (_baton.IsStuck())
        {
            TakeOver();
        }
    }

    /// <summary>Events that wait for room do so no more, and are started: the shard is about to be dropped, and brings hardly any.</summary>
    public void LetIn() => _places.LetIn();

    /// <summary>Starts no more events. Completes when those that were started have finished.</summary>
    public Task CloseAsync() => _places.CloseAsync();

    /// <summary>Calls back for each event whose handlers run, under the lane's lock: nothing that others have written.</summary>
    public void ForEachRunning(Action<EventDelivery> action) => _places.ForEach(action);

    // ── What deliveries and handlers tell ───────────────────────────────────────────────────────────────────────────

    /// <summary>Runs what has waited as what has not: in the context that the shard is read in, with its log scope above all.</summary>
    public void Continue(ContextCallback callback, object state)
    {
        if (Reader?.Context is { } context)
        {
            ExecutionContext.Run(context, callback, state);
        }
        else
        {
            callback(state);
        }
    }

    /// <summary>Its turn has come, or room: it goes on, in the thread pool.</summary>
    public void GoOn(EventDelivery delivery)
    {
        Starter.OnTurn();
        if (delivery.IsParked)
        {
            delivery.IsParked = false;
            (bool, bool)? which = Starter.Prepare(delivery);
            Queue(_places.HandedOver()); // before any handler can block: what comes next cannot overtake it any more
            if (which is { } handlers)
            {
                Starter.Start(delivery, handlers);
            }
        }
        else
        {
            Starter.TakeTurn(delivery);
        }

        delivery.Release();
    }

    /// <summary>The last handler of an event has finished, and nobody holds it.</summary>
    public void Finish(EventDelivery delivery)
    {
        _finished.End(delivery.Mark, finished: !delivery.WasGivenUp);
        delivery.End();
        Queue(_places.Leave(delivery));
        _spares.Return(delivery);
    }

    // ── Starting ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Handlers do not see this event of their own shard's.</summary>
    private void Refuse(Admission admission, in GatewayMessage message)
    {
        if (admission.Shared is { } shared)
        {
            shared.AddCopy(_finished, message.Sequence);
        }
        else if (admission.Kind == AdmissionKind.Known)
        {
            _finished.Advance(message.Sequence);
        }
    }

    /// <summary>There is nothing to do for an event.</summary>
    private void Skip(SharedEvent? shared, in GatewayMessage message)
    {
        _finished.Advance(message.Sequence);
        shared?.End(finished: true);
    }

    private bool Start(EventRoute route, in GatewayMessage message, SharedEvent? shared)
    {
        EventDelivery delivery = Begin(route, message, shared);
        long call = _baton.Enter();
        if (_places.IsClosed)
        {
            delivery.WasGivenUp = true; // closed in this very moment
        }
        else
        {
            Dispatcher.WatchReaders();
            if (Starter.Prepare(delivery) is { } handlers)
            {
                _baton.Offer(delivery); // only now: what another thread reads joins the lines behind this one
                Starter.Start(delivery, handlers);
            }
        }

        bool isDone = delivery.IsDone;
        if (!(isDone ? _baton.TryLeave(call) : _places.TryTake(delivery, call)))
        {
            _places.WaitForBatonTaken();
            delivery.BlockedSince = 0;
            delivery.Release();
            return false;
        }

        if (isDone)
        {
            Conclude(delivery);
            return true;
        }

        _finished.Begin(delivery.Mark, delivery.Sequence);
        if (delivery.Payload.Own(isBeingRead: false))
        {
            delivery.Route.CopiesAhead = true;
        }

        delivery.Release();
        Dispatcher.WatchHandlers();
        return true;
    }

    /// <summary>All handlers have finished already.</summary>
    private void Conclude(EventDelivery delivery)
    {
        if (delivery.WasGivenUp)
        {
            _finished.GiveUp(delivery.Sequence);
        }
        else
        {
            _finished.Advance(delivery.Sequence);
        }

        delivery.End();
        _spares.Return(delivery);
        _places.SignalIfDrained();
    }

    private EventDelivery Begin(EventRoute route, in GatewayMessage message, SharedEvent? shared)
    {
        EventDelivery delivery = _spares.Take();
        delivery.Begin(route, message, shared);
        delivery.ReadAt = Dispatcher.Metrics.OnRead(Dispatcher.Time);
        return delivery;
    }

    // ── Without room ────────────────────────────────────────────────────────────────────────────────────────────────

    private async ValueTask<bool> DispatchWhenFullAsync(EventRoute route, GatewayMessage message, SharedEvent? shared)
    {
        if (route.FullMode == DispatchFullMode.DropNewest)
        {
            Skip(shared, message);
            Dispatcher.OnDropped(route);
            return true;
        }

        if (route.FullMode == DispatchFullMode.DropOldest)
        {
            Park(Begin(route, message, shared));
            return true;
        }

        Dispatcher.OnLaneFull(this, _capacity);
        await _places.WaitForRoomAsync().ConfigureAwait(false);
        if (!_places.IsClosed)
        {
            return Start(route, message, shared);
        }

        shared?.End(finished: false);
        return true;
    }

    /// <summary>Lets an event wait for room; the one that has waited longest is dropped if there are too many.</summary>
    private void Park(EventDelivery delivery)
    {
        delivery.IsParked = true;
        delivery.Payload.Own(isBeingRead: false);
        _finished.Begin(delivery.Mark, delivery.Sequence);
        Starter.OnWaiting();
        if (!_places.TryPark(delivery, out EventDelivery? next, out EventDelivery? dropped))
        {
            delivery.WasGivenUp = true; // closed in this very moment
            EndParked(delivery);
            return;
        }

        Queue(next);
        if (dropped is not null)
        {
            Dispatcher.OnDropped(dropped.Route);
            EndParked(dropped);
        }
    }

    /// <summary>An event that waits for room does so no more, and is not started.</summary>
    private void EndParked(EventDelivery delivery)
    {
        Starter.OnTurn();
        _finished.End(delivery.Mark, finished: !delivery.WasGivenUp);
        delivery.End();
    }

    /// <summary>An event that was parked has a place, and is started in the thread pool.</summary>
    private static void Queue(EventDelivery? parked)
    {
        if (parked is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(parked, preferLocal: false);
        }
    }
}
