namespace Gateway.Core.Session;

/// <summary>When the last sends were: decides whether one more keeps a limit of so many within a window of time.</summary>
/// <remarks>It has no clock and no lock: times are passed in, and its owner sees to it that one asks at a time.</remarks>
internal sealed class SendLog
{
    private readonly TimeSpan[] _sent;
    private readonly TimeSpan _window;
    private long _count;

    /// <param name="most">How many sends it remembers, which is the most that any window may hold.</param>
    /// <param name="window">How long a send counts.</param>
    public SendLog(int most, TimeSpan window)
    {
        _sent = new TimeSpan[most];
        _window = window;
    }

    /// <summary>How long until one more send makes at most <paramref name="allowed"/> within the window; zero if it does so now.</summary>
    public TimeSpan WaitFor(TimeSpan now, int allowed)
    {
        if (_count < allowed)
        {
            return TimeSpan.Zero;
        }

        // The send that would be the first of `allowed` within the window must have left it.
        TimeSpan wait = _sent[(_count - allowed) % _sent.Length] + _window - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    public void Add(TimeSpan now)
    {
        _sent[_count % _sent.Length] = now;
        _count++;
    }
}
