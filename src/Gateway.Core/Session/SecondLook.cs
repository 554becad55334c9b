namespace Gateway.Core.Session;

/// <summary>
/// A second look for life, behind all that the thread pool has to do: one at a time, and believed only if it came promptly.
/// </summary>
/// <remarks>It has no clock: times are passed in, as elapsed time. One thread asks, another looks.</remarks>
internal sealed class SecondLook
{
    /// <summary>Within this time a thread pool that keeps up begins with what it is given.</summary>
    public static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(100);

    private const long None = -1;

    private long _askedAt = None; // ticks

    /// <summary>Whether it was asked for and has not been had yet.</summary>
    public bool IsDue => Volatile.Read(ref _askedAt) != None;

    public void Ask(TimeSpan now) => Volatile.Write(ref _askedAt, now.Ticks);

    /// <summary>It is had now; false if it comes so late that it says nothing.</summary>
    public bool Take(TimeSpan now) => now - TimeSpan.FromTicks(Interlocked.Exchange(ref _askedAt, None)) < Prompt;
}
