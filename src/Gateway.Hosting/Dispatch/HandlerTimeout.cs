namespace Gateway.Hosting.Dispatch;

/// <summary>A handler's time for one event: cancels its token when it is over, and says so at once.</summary>
internal sealed class HandlerTimeout : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenRegistration _told;

    /// <param name="after">How much there is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="whenOver">Called once, when the time is over.</param>
    /// <param name="stopping">Cancels the handler's token as well.</param>
    public HandlerTimeout(TimeSpan after, TimeProvider time, Action whenOver, CancellationToken stopping)
    {
        _over = new CancellationTokenSource(after, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, stopping);
        // Registered last, called first: what handlers have hooked to their token may take its time.
        _told = _over.Token.UnsafeRegister(static state => ((Action)state!)(), whenOver);
    }

    public CancellationToken Token => _either.Token;

    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Stops the clock; when it returns, nobody is being told any more.</summary>
    public void Dispose()
    {
        _told.Dispose();
        _either.Dispose();
        _over.Dispose();
    }
}
