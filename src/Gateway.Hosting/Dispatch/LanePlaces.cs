namespace Gateway.Hosting.Dispatch;

/// <summary>The places of a lane: which events have one, which wait for one, and who waits until there is one.</summary>
/// <param name="capacity">How many there are; and how many events may wait.</param>
/// <param name="inOrder">Whether those that wait get theirs strictly one after another.</param>
/// <param name="baton">Whoever holds it starts events, which may yet take a place.</param>
internal sealed class LanePlaces(int capacity, bool inOrder, Baton baton)
{
    private readonly Lock _lock = new(); // protects everything below
    private TaskCompletionSource? _drained; // null until it is closed
    private Queue<EventDelivery>? _parked; // null until an event has to wait
    private EventDelivery? _first;
    private EventDelivery? _last;
    private TaskCompletionSource? _room;
    private int _taken;
    private bool _hasParked; // the one on its way counts: what is started before it would overtake it
    private bool _isClosed;
    private bool _letsIn;
    private bool _isHandingOver; // in order: one that was parked is on its way, and the next follows once it has been started

    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Whether an event may be started: there is a place, and nobody waits for it.</summary>
    public bool HasRoom => Volatile.Read(ref _taken) < capacity && !Volatile.Read(ref _hasParked);

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>An event whose handlers were started, and have not finished, takes a place. False if the baton was lost meanwhile.</summary>
    public bool TryTake(EventDelivery delivery, long call)
    {
        lock (_lock)
        {
            if (!baton.TryLeave(call))
            {
                return false;
            }

            Append(delivery);
            return true;
        }
    }

    /// <summary>Takes the baton from whoever is inside a call, and a place for the event of that call; null if nobody is.</summary>
    /// <param name="prepare">Called with the event before anybody can notice.</param>
    public EventDelivery? TakeBaton(Action<EventDelivery> prepare)
    {
        lock (_lock)
        {
            if (baton.TryTake() is not { } delivery)
            {
                return null;
            }

            Append(delivery);
            prepare(delivery);
            return delivery;
        }
    }

    /// <summary>Returns once the event whose baton was taken has its place.</summary>
    public void WaitForBatonTaken()
    {
        lock (_lock)
        {
        }
    }

    /// <summary>An event gives up its place. Returns the one that was parked and has it now.</summary>
    public EventDelivery? Leave(EventDelivery delivery)
    {
        TaskCompletionSource? room;
        EventDelivery? next;
        lock (_lock)
        {
            _ = delivery.Previous is null ? _first = delivery.Next : delivery.Previous.Next = delivery.Next;
            _ = delivery.Next is null ? _last = delivery.Previous : delivery.Next.Previous = delivery.Previous;
            delivery.Previous = delivery.Next = null;
            Volatile.Write(ref _taken, _taken - 1);
            next = TakeParked();
            room = TakeRoomLocked();
            SignalIfDrainedLocked();
        }

        room?.TrySetResult();
        return next;
    }

    /// <summary>Lets an event wait. False if the lane is closed, which may have drained by now.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="next">The one that gets a place.</param>
    /// <param name="dropped">The one that waited longest, if there are too many.</param>
    public bool TryPark(EventDelivery delivery, out EventDelivery? next, out EventDelivery? dropped)
    {
        next = dropped = null;
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            (_parked ??= new()).Enqueue(delivery);
            Volatile.Write(ref _hasParked, true);
            next = TakeParked();
            dropped = _parked.Count > capacity ? _parked.Dequeue() : null;
            return true;
        }
    }

    /// <summary>An event that was parked has been started. Returns the next, if there is room for one.</summary>
    public EventDelivery? HandedOver()
    {
        TaskCompletionSource? room;
        EventDelivery? next;
        lock (_lock)
        {
            _isHandingOver = false;
            next = TakeParked();
            Volatile.Write(ref _hasParked, HasParkedLocked);
            room = TakeRoomLocked();
        }

        room?.TrySetResult();
        return next;
    }

    /// <summary>Completes when there is room, or the lane is closed.</summary>
    public Task WaitForRoomAsync()
    {
        lock (_lock)
        {
            return _isClosed || _letsIn || (_taken < capacity && !_hasParked)
                ? Task.CompletedTask
                : (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Nobody waits for room any more.</summary>
    public void LetIn()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _letsIn = true;
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
    }

    /// <summary>Nothing is started any more. Completes when no event has a place, waits for one, or is being started.</summary>
    public Task CloseAsync()
    {
        TaskCompletionSource? room;
        TaskCompletionSource drained;
        lock (_lock)
        {
            Volatile.Write(ref _isClosed, true);
            Interlocked.MemoryBarrier(); // whoever starts an event sees this, or is seen
            room = _room;
            _room = null;
            drained = _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            SignalIfDrainedLocked();
        }

        room?.TrySetResult();
        return drained.Task;
    }

    public void SignalIfDrained()
    {
        if (IsClosed)
        {
            lock (_lock)
            {
                SignalIfDrainedLocked();
            }
        }
    }

    public void ForEach(Action<EventDelivery> action)
    {
        lock (_lock)
        {
            for (EventDelivery? delivery = _first; delivery is not null; delivery = delivery.Next)
            {
                action(delivery);
            }
        }
    }

    private void Append(EventDelivery delivery)
    {
        delivery.Previous = _last;
        delivery.Next = null;
        _ = _last is null ? _first = delivery : _last.Next = delivery;
        _last = delivery;
        Volatile.Write(ref _taken, _taken + 1);
    }

    private bool HasParkedLocked => _isHandingOver || _parked is { Count: > 0 };

    /// <summary>Who is to be told that there is room; null if nobody waits for it, or there is none.</summary>
    private TaskCompletionSource? TakeRoomLocked()
    {
        if (_taken >= capacity || _hasParked)
        {
            return null;
        }

        TaskCompletionSource? room = _room;
        _room = null;
        return room;
    }

    private EventDelivery? TakeParked()
    {
        if (_taken >= capacity || _isHandingOver || _parked is null || !_parked.TryDequeue(out EventDelivery? next))
        {
            return null;
        }

        _isHandingOver = inOrder;
        Volatile.Write(ref _hasParked, HasParkedLocked);
        Append(next);
        return next;
    }

    private void SignalIfDrainedLocked()
    {
        if (_isClosed && _taken == 0 && _parked is not { Count: > 0 } && !baton.IsInside)
        {
            _drained!.TrySetResult();
        }
    }
}
