namespace Gateway.Testing;

/// <summary>The rate limit of one route: so many requests in a second that begins with the first of them.</summary>
internal sealed class RouteBudget(TimeProvider clock, int limit)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private DateTimeOffset _resetsAt;
    private int _used;

    public int Limit => limit;

    public int Remaining => Math.Max(0, limit - _used);

    public DateTimeOffset ResetsAt => _resetsAt;

    public TimeSpan ResetAfter => _resetsAt - clock.GetUtcNow();

    public bool TrySpend()
    {
        var now = clock.GetUtcNow();
        if (now >= _resetsAt)
        {
            _resetsAt = now + Window;
            _used = 0;
        }

        return ++_used <= limit;
    }
}
