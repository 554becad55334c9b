namespace Gateway.Chaos.Tests;

/// <summary>By how much this machine is late at worst: what comes over a real socket is noticed when it gets to it.</summary>
internal sealed class Lateness : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _watching;
    private long _worst; // in ticks

    public Lateness() => _watching = Task.Run(WatchAsync);

    public TimeSpan Worst => TimeSpan.FromTicks(Interlocked.Read(ref _worst));

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _watching;
        _enough.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_enough.IsCancellationRequested)
        {
            long began = TimeProvider.System.GetTimestamp();
            await Task.Delay(Step, TimeProvider.System, CancellationToken.None);
            TimeSpan late = TimeProvider.System.GetElapsedTime(began) - Step;
            Interlocked.Exchange(ref _worst, Math.Max(_worst, late.Ticks));
        }
    }
}
