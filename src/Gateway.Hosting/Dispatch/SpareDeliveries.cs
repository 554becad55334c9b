namespace Gateway.Hosting.Dispatch;

/// <summary>Deliveries of a lane that have ended and are used again: one at hand, and a few more for events that run side by side.</summary>
internal sealed class SpareDeliveries(EventLane lane)
{
    // A few hundred bytes each: what an idle shard may keep.
    private const int Most = 16;

    private readonly Lock _lock = new(); // protects _others, their links and their number
    private EventDelivery? _others;
    private int _count;
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
            if (_count < Most)
            {
                delivery.Next = _others;
                _others = delivery;
                _count++;
            }
        }
    }

    private EventDelivery? TakeOther()
    {
        lock (_lock)
        {
            EventDelivery? delivery = _others;
            if (delivery is not null)
            {
                _others = delivery.Next;
                delivery.Next = null;
                _count--;
            }

            return delivery;
        }
    }
}
