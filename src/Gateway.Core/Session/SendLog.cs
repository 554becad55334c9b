namespace Gateway.Core.Session;

/// <summary>When the last sends were: decides whether one more keeps a limit of so many within a window of time.</summary>
/// <remarks>It has no clock and no lock: times are passed in, and its owner sees to it that one asks at a time.</remarks>
internal sealed class SendLog
{
    private readonly TimeSpan[] _sent;
    private readonly TimeSpan _window;
    private int _next;

    /// <param name="most">How many sends it remembers, which is the most that any window may hold.</param>
    /// <param name="window">How long a send counts.</param>
    public SendLog(int most, TimeSpan window)
    {
        _sent = new TimeSpan[most];
        _window = window;
        Array.Fill(_sent, TimeSpan.MinValue);
    }

    /// <summary>How long until one more send makes at most <paramref name="allowed"/> within the window; zero if it does so now.</summary>
    public TimeSpan WaitFor(TimeSpan now, int allowed)
    {
        // The send that would be the first of `allowed` within the window must have left it.
        TimeSpan oldest = _sent[(_next + _sent.Length - allowed) % _sent.Length];
        TimeSpan wait = oldest == TimeSpan.MinValue ? TimeSpan.Zero : oldest + _window - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    public void Add(TimeSpan now)
    {
        _sent[_next] = now;
        _next = (_next + 1) % _sent.Length;
    }
}
