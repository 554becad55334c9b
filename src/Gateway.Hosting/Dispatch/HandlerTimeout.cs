namespace Gateway.Hosting.Dispatch;

/// <summary>A handler's time for one event: cancels its token when it is over, and says so at once.</summary>
internal sealed class HandlerTimeout : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _handler;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly CancellationTokenRegistration _told;
    private readonly Action<Exception> _callbackFailed;

    /// <param name="after">How much there is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="whenOver">Called once, when the time is over.</param>
    /// <param name="callbackFailed">Told of what the handler has hooked to its token, if that throws then.</param>
    /// <param name="stopping">Cancels the handler's token as well.</param>
    public HandlerTimeout(TimeSpan after, TimeProvider time, Action whenOver, Action<Exception> callbackFailed, CancellationToken stopping)
    {
        _callbackFailed = callbackFailed;
        _handler = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _over = new CancellationTokenSource(after, time);
        _cancelled = _over.Token.UnsafeRegister(static state => ((HandlerTimeout)state!).CancelHandler(), this);
        // Registered last, called first: what handlers have hooked to their token may take its time.
        _told = _over.Token.UnsafeRegister(static state => ((Action)state!)(), whenOver);
    }

    public CancellationToken Token => _handler.Token;

    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Stops the clock; when it returns, nobody is being told any more.</summary>
    public void Dispose()
    {
        _told.Dispose();
        _cancelled.Dispose();
        _handler.Dispose();
        _over.Dispose();
    }

    // On the timer's thread, where an exception would end the process.
    private void CancelHandler()
    {
        try
        {
            _handler.Cancel();
        }
        catch (AggregateException e)
        {
            _callbackFailed(e);
        }
    }
}
