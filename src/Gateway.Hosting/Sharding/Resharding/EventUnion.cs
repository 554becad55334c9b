using Gateway.Hosting.Dispatch;

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
    private Dictionary<EventKey, Lead> _recent = [];
    private Dictionary<EventKey, Lead> _older = [];
    private long _turnedAt = time.GetTimestamp();

    /// <summary>The old side has brought an event, which passes if the new one has not brought it before.</summary>
    public Admission AddOld(EventKey key) => Add(key, isOld: true);

    /// <summary>The new side has brought an event, which passes if the old one has not brought it before.</summary>
    public Admission AddNew(EventKey key) => Add(key, isOld: false);

    private Admission Add(EventKey key, bool isOld)
    {
        lock (_lock)
        {
            Turn();
            if (!_recent.Remove(key, out Lead lead) && !_older.Remove(key, out lead))
            {
                lead = new Lead(isOld, new Queue<SharedEvent>(1));
            }

            Admission admission;
            if (lead.IsOld == isOld)
            {
                admission = new Admission(AdmissionKind.Admitted, new SharedEvent());
                lead.Events.Enqueue(admission.Shared!);
            }
            else
            {
                admission = new Admission(AdmissionKind.Copy, lead.Events.Dequeue());
            }

            if (lead.Events.Count > 0)
            {
                _recent[key] = lead;
            }

            return admission;
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

    /// <param name="IsOld">The side that is ahead.</param>
    /// <param name="Events">What it has brought and the other has not; never empty in between.</param>
    private readonly record struct Lead(bool IsOld, Queue<SharedEvent> Events);
}
