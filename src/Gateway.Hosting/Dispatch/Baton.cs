namespace Gateway.Hosting.Dispatch;

/// <summary>
/// The right to read a shard, which one thread has at a time. Whoever has it calls handlers; while it is inside such a
/// call the right can be taken from it, so that a handler that blocks its thread does not hold the shard. Not before it
/// offers it, though: until then the next event would overtake the one at hand.
/// </summary>
internal sealed class Baton
{
    private long _calls; // the holder counts
    private long _inside; // the number of the call the holder is inside of; 0 for none
    private EventDelivery? _delivery; // what that call is about; null while the baton cannot be taken
    private long _seen;

    /// <summary>Whether the holder is inside a call.</summary>
    public bool IsInside => Volatile.Read(ref _inside) != 0;

    /// <summary>The holder begins a call, and gets its number. A full fence.</summary>
    public long Enter()
    {
        _delivery = null;
        Interlocked.Exchange(ref _inside, ++_calls);
        return _calls;
    }

    /// <summary>The baton can be taken from here on, until the holder returns from its call.</summary>
    /// <param name="delivery">What the call is about.</param>
    public void Offer(EventDelivery delivery) => Volatile.Write(ref _delivery, delivery);

    /// <summary>The holder has returned from a call. False if it has the baton no more. A full fence.</summary>
    public bool TryLeave(long call) => Interlocked.CompareExchange(ref _inside, 0, call) == call;

    /// <summary>Whether the holder is inside the same call as when this was asked last. For the watch alone.</summary>
    public bool IsStuck()
    {
        long inside = Volatile.Read(ref _inside);
        bool stuck = inside != 0 && inside == _seen;
        _seen = inside;
        return stuck;
    }

    /// <summary>Takes the baton from a holder that offers it; returns what its call is about. Null if nobody does.</summary>
    public EventDelivery? TryTake()
    {
        long inside = Volatile.Read(ref _inside);
        EventDelivery? delivery = Volatile.Read(ref _delivery);
        return inside != 0 && delivery is not null && Interlocked.CompareExchange(ref _inside, 0, inside) == inside ? delivery : null;
    }
}
