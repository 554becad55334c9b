using Gateway.Core.Session;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests.Session;

public class PunctualTimerTests
{
    [Fact]
    public async Task It_takes_no_thread_from_the_pool_and_calls_again_and_again()
    {
        var threads = new System.Collections.Concurrent.ConcurrentQueue<Thread>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using IAsyncDisposable later = PunctualTimer.Start(TimeProvider.System, static () => Assert.Fail("Not yet."), TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await using IAsyncDisposable timer = PunctualTimer.Start(
            TimeProvider.System,
            () =>
            {
                threads.Enqueue(Thread.CurrentThread);
                if (threads.Count == 3)
                {
                    enough.TrySetResult();
                }
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Thread one = Assert.Single(threads.Distinct());
        Assert.False(one.IsThreadPoolThread);
    }

    [Fact]
    public async Task It_is_not_called_any_more_once_it_is_disposed_of()
    {
        int calls = 0;
        IAsyncDisposable timer = PunctualTimer.Start(TimeProvider.System, () => Interlocked.Increment(ref calls), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        await CalledAsync(3);
        await timer.DisposeAsync();
        await CalledAsync(1); // by the same thread: it is in no call of the other any more
        int before = Volatile.Read(ref calls);
        await CalledAsync(10);

        Assert.InRange(before, 1, int.MaxValue);
        Assert.Equal(before, Volatile.Read(ref calls));
        await timer.DisposeAsync(); // once more does nothing
    }

    [Theory]
    [InlineData(100, 10, 100, 110)] // on time
    [InlineData(100, 10, 109, 110)] // late, and the next is not
    [InlineData(100, 10, 110, 120)]
    [InlineData(100, 10, 5000, 5010)] // the machine slept: once, then a whole period later
    public void It_is_due_again_a_period_later_and_never_at_once(long due, long period, long now, long next) =>
        Assert.Equal(next, PunctualTimer.Next(due, period, now));

    [Fact]
    public async Task An_injected_clock_is_followed()
    {
        int calls = 0;
        var time = new FakeTimeProvider();
        IAsyncDisposable timer = PunctualTimer.Start(time, () => calls++, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, calls);
        await timer.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, calls);
    }

    /// <summary>Waits until another timer was called so often.</summary>
    private static async Task CalledAsync(int times)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using IAsyncDisposable timer = PunctualTimer.Start(
            TimeProvider.System,
            () =>
            {
                if (--times == 0)
                {
                    done.TrySetResult();
                }
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
