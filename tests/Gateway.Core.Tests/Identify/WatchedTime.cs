using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

/// <summary>Virtual time that tells what it is waited for, so that it passes only when somebody waits.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private TimeSpan _setBack;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - _setBack;

    /// <summary>Sets the clock back; what is waited for stays as far away.</summary>
    public void SetBack(TimeSpan by) => _setBack += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Enqueue(dueTime);
        return timer;
    }

    /// <summary>Completes once somebody has begun to wait for so long, this often.</summary>
    public async Task WaitedForAsync(TimeSpan wait, int times = 1)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (_waits.Count(due => due == wait) < times)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"Nobody waits for {wait}, but for {string.Join(", ", _waits)}.");
            await Task.Yield();
        }
    }
}
