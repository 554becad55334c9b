namespace Gateway.Core.Session;

/// <summary>
/// When a second look was asked for, one at a time: a look that has waited for long in a thread pool that is full must not pass
/// for one that was asked for just now.
/// </summary>
internal sealed class SecondLook(TimeProvider time)
{
    /// <summary>Within this time a thread pool that keeps up begins with what it is given.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(100);

    private long _askedAt; // as a timestamp; 0: none is under way

    /// <summary>Asks for a look; false if one is under way.</summary>
    public bool TryAsk() => Interlocked.CompareExchange(ref _askedAt, Math.Max(1, time.GetTimestamp()), 0) == 0;

    /// <summary>The look begins, and another may be asked for. Whether it came promptly.</summary>
    public bool Begin() => time.GetElapsedTime(Interlocked.Exchange(ref _askedAt, 0)) < Prompt;
}
