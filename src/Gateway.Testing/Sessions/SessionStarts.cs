namespace Gateway.Testing;

/// <summary>The budget of session starts that <c>GET /gateway/bot</c> shows.</summary>
internal sealed class SessionStarts(TimeProvider clock, int total, TimeSpan window)
{
    private DateTimeOffset _resetsAt = clock.GetUtcNow() + window;
    private int _remaining = total;

    public int Total { get; } = total;

    public int Remaining
    {
        get
        {
            Roll();
            return _remaining;
        }
    }

    public TimeSpan ResetAfter
    {
        get
        {
            Roll();
            return _resetsAt - clock.GetUtcNow();
        }
    }

    /// <summary>Spends one; false if there was none left.</summary>
    public bool TrySpend()
    {
        Roll();
        return --_remaining >= 0 || Overrun();
    }

    public void Set(int remaining, TimeSpan resetAfter)
    {
        _remaining = remaining;
        _resetsAt = clock.GetUtcNow() + resetAfter;
    }

    private bool Overrun()
    {
        _remaining = 0;
        return false;
    }

    private void Roll()
    {
        var now = clock.GetUtcNow();
        if (now >= _resetsAt)
        {
            _remaining = Total;
            _resetsAt = now + window;
        }
    }
}
