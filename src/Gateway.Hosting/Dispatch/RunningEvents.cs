namespace Gateway.Hosting.Dispatch;

/// <summary>The events whose handlers run. Closed, it takes no more and tells when the last has finished.</summary>
internal sealed class RunningEvents
{
    private readonly Lock _lock = new(); // protects everything below, and the links of the deliveries
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EventDelivery? _first;
    private int _count;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    public bool TryAdd(EventDelivery delivery)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            delivery.Next = _first;
            _first?.Previous = delivery;
            _first = delivery;
            _count++;
            return true;
        }
    }

    public void Remove(EventDelivery delivery)
    {
        lock (_lock)
        {
            delivery.Next?.Previous = delivery.Previous;
            if (delivery.Previous is { } previous)
            {
                previous.Next = delivery.Next;
            }
            else
            {
                _first = delivery.Next;
            }

            _count--;
            SignalIfDrained();
        }
    }

    /// <summary>Takes no more. Completes when the last one has finished.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _closed = true;
            SignalIfDrained();
        }

        return _drained.Task;
    }

    /// <summary>Those that run now.</summary>
    public IReadOnlyList<EventDelivery> Snapshot()
    {
        lock (_lock)
        {
            var running = new List<EventDelivery>(_count);
            for (EventDelivery? delivery = _first; delivery is not null; delivery = delivery.Next)
            {
                running.Add(delivery);
            }

            return running;
        }
    }

    private void SignalIfDrained()
    {
        if (_closed && _count == 0)
        {
            _drained.TrySetResult();
        }
    }
}
