namespace Gateway.Hosting.Tests.Support;

/// <summary>Wakes everyone who waits for something to change.</summary>
internal sealed class Signal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TaskCompletionSource _next = New();

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Waits until a probe finds something; it is asked after every change.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> probe, Func<string> story)
        where T : class
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next = Volatile.Read(ref _next).Task;
            if (probe() is { } found)
            {
                return found;
            }

            await next.WaitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.False(timeout.IsCancellationRequested, timeout.IsCancellationRequested ? story() : null);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
