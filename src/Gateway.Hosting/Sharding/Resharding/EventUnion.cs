namespace Gateway.Hosting.Sharding.Resharding;

/// <summary>
/// Makes one stream of events out of two that overlap: an event that both bring passes once, when it first comes, and as
/// often as the side that brings it more often does.
/// </summary>
/// <remarks>
/// For each event it remembers by how much one side is ahead of the other; what both have brought is forgotten at once,
/// and what only one has brought after <see cref="Retention"/>. Any thread may ask.
/// </remarks>
internal sealed class EventUnion(TimeProvider time)
{
    /// <summary>How far apart the two sides may be.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new(); // protects the rest
    private Dictionary<EventKey, int> _recent = [];
    private Dictionary<EventKey, int> _older = [];
    private long _turnedAt = time.GetTimestamp();

    /// <summary>The old side has brought an event. Returns whether the new one has not brought it before.</summary>
    public bool AddOld(EventKey key) => Add(key, 1);

    /// <summary>The new side has brought an event. Returns whether the old one has not brought it before.</summary>
    public bool AddNew(EventKey key) => Add(key, -1);

    private bool Add(EventKey key, int side)
    {
        lock (_lock)
        {
            Turn();
            if (!_recent.Remove(key, out int ahead))
            {
                _older.Remove(key, out ahead);
            }

            bool isNew = ahead * side >= 0;
            if (ahead + side is not 0 and int rest)
            {
                _recent[key] = rest;
            }

            return isNew;
        }
    }

    /// <summary>Each entry is kept for one turn at least and two at most.</summary>
    private void Turn()
    {
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(_turnedAt, now) >= Retention)
        {
            (_older, _recent) = (_recent, []);
            _turnedAt = now;
        }
    }
}
