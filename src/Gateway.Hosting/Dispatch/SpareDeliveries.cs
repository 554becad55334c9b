namespace Gateway.Hosting.Dispatch;

/// <summary>Deliveries of a lane that have ended and are used again: one at hand, and a few more for events that run side by side.</summary>
internal sealed class SpareDeliveries(EventLane lane)
{
    // A few hundred bytes each: what an idle shard may keep.
    private const int Most = 16;

    private readonly Lock _lock = new(); // protects _others
    private readonly Stack<EventDelivery> _others = new();
    private EventDelivery? _atHand;

    public EventDelivery Take() => Interlocked.Exchange(ref _atHand, null) ?? TakeOther() ?? new EventDelivery(lane);

    /// <summary>Nobody holds it any more.</summary>
    public void Return(EventDelivery delivery)
    {
        if (Interlocked.CompareExchange(ref _atHand, delivery, null) is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_others.Count < Most)
            {
                _others.Push(delivery);
            }
        }
    }

    private EventDelivery? TakeOther()
    {
        lock (_lock)
        {
            return _others.TryPop(out EventDelivery? delivery) ? delivery : null;
        }
    }
}
