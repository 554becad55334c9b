namespace Gateway.Testing;

/// <summary>Wakes whoever waits for the next change. Costs nothing while nobody waits.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next <see cref="Beat"/> after this call.</summary>
    public Task Next()
    {
        while (true)
        {
            var current = Volatile.Read(ref _next);
            if (current is not null)
            {
                return current.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _next, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }

    public void Beat() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
