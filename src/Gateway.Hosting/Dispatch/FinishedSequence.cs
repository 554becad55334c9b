namespace Gateway.Hosting.Dispatch;

/// <summary>
/// Up to where the events of the current session have all finished: what a session may be resumed from without losing
/// one. An event that finishes where it was read costs a write; only those that take longer are kept in a list.
/// </summary>
/// <remarks>
/// Events are read by one loop, which alone calls <see cref="StartSession"/>, <see cref="Advance"/> and
/// <see cref="Begin"/>. Where servers send sequences out of order the value errs on the low side: too low only
/// repeats some.
/// </remarks>
/// <param name="start">Where a session that is resumed stands; null for a new one.</param>
internal sealed class FinishedSequence(long? start)
{
    private const long None = long.MinValue;

    private readonly Lock _lock = new(); // protects the marks, their order and number, _ready and _ceiling
    private Mark? _first;
    private Mark? _last;
    private int _inHand; // marks that are no copies
    private long _read = start ?? None; // the highest that was read; the reading loop writes it
    private long? _ready;
    private long _ceiling = long.MaxValue; // an event above it will never finish

    /// <summary>The highest sequence up to which everything has finished; null for nothing yet.</summary>
    public long? Value
    {
        get
        {
            lock (_lock)
            {
                long value = Math.Min(_ceiling, _first?.Before ?? Volatile.Read(ref _read));
                return value == None ? null : value;
            }
        }
    }

    /// <summary>Whether an event that was read has not finished, or never will.</summary>
    public bool HasUnfinished
    {
        get
        {
            lock (_lock)
            {
                return _first is not null || _ceiling != long.MaxValue;
            }
        }
    }

    /// <summary>Whether all that was read has been handled, copies of what another shard has brought aside.</summary>
    /// <param name="sequence">What has been read at least; 0 for nothing.</param>
    public bool HasHandled(long sequence)
    {
        lock (_lock)
        {
            return _inHand == 0 && _ceiling == long.MaxValue && Math.Max(Volatile.Read(ref _read), 0) >= sequence;
        }
    }

    /// <summary>Begins anew: events of the session before do not count any more, whether they have finished or not.</summary>
    /// <param name="ready">The sequence of READY: no resumption repeats it, so that nothing waits for its handlers.</param>
    public void StartSession(long? ready)
    {
        lock (_lock)
        {
            for (Mark? mark = _first; mark is not null; mark = mark.Next)
            {
                mark.IsListed = false;
            }

            _first = _last = null;
            _inHand = 0;
            _ceiling = long.MaxValue;
            _ready = ready;
            Volatile.Write(ref _read, ready ?? None);
        }
    }

    /// <summary>An event was read and has finished already.</summary>
    public void Advance(long? sequence)
    {
        if (sequence > _read)
        {
            Volatile.Write(ref _read, sequence.Value);
        }
    }

    /// <summary>An event was read and has not finished.</summary>
    public void Begin(Mark mark, long? sequence)
    {
        lock (_lock)
        {
            if (sequence is not null && sequence == _ready)
            {
                return;
            }

            long before = _read;
            if (sequence <= before)
            {
                // Out of order: nothing at or above it counts until it has finished.
                before = sequence.Value - 1;
                for (Mark? later = _first; later is not null; later = later.Next)
                {
                    later.Before = Math.Min(later.Before, before);
                }
            }

            mark.Before = before;
            mark.IsListed = true;
            _inHand += mark.IsCopy ? 0 : 1;
            mark.Previous = _last;
            mark.Next = null;
            _ = _last is null ? _first = mark : _last.Next = mark;
            _last = mark;
            Advance(sequence);
        }
    }

    /// <summary>An event that was begun is over.</summary>
    /// <param name="mark">The event's.</param>
    /// <param name="finished">False if it was given up, so that it has to come again.</param>
    public void End(Mark mark, bool finished)
    {
        lock (_lock)
        {
            if (!mark.IsListed)
            {
                return; // of a session that is over
            }

            if (!finished)
            {
                _ceiling = Math.Min(_ceiling, mark.Before);
            }

            _ = mark.Previous is null ? _first = mark.Next : mark.Previous.Next = mark.Next;
            _ = mark.Next is null ? _last = mark.Previous : mark.Next.Previous = mark.Previous;
            mark.IsListed = false;
            _inHand -= mark.IsCopy ? 0 : 1;
        }
    }

    /// <summary>An event that was read was given up, so that it has to come again.</summary>
    public void GiveUp(long? sequence)
    {
        lock (_lock)
        {
            _ceiling = Math.Min(_ceiling, sequence <= _read ? sequence.Value - 1 : _read);
        }
    }

    /// <summary>An event's place among those that have not finished. One event at a time; it may be used again.</summary>
    internal sealed class Mark
    {
        /// <summary>Up to where all had been read when this one was.</summary>
        public long Before { get; set; }

        public bool IsListed { get; set; }

        /// <summary>Whether handlers have it from another shard.</summary>
        public bool IsCopy { get; init; }

        public Mark? Previous { get; set; }

        public Mark? Next { get; set; }
    }
}
