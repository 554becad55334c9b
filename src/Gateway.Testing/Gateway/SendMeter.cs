namespace Gateway.Testing;

/// <summary>Counts what a client sends: so many messages in a window that begins with the first of them.</summary>
internal sealed class SendMeter(TimeProvider clock, int limit, TimeSpan window)
{
    private DateTimeOffset _began;
    private int _count;

    /// <summary>Counts one; false if it is one too many.</summary>
    public bool TryCount()
    {
        var now = clock.GetUtcNow();
        if (_count == 0 || now - _began >= window)
        {
            _began = now;
            _count = 0;
        }

        return ++_count <= limit;
    }
}
