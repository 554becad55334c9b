using System.Collections.Concurrent;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;

namespace Gateway.Hosting.Tests.Dispatch;

public class ThreadTimerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly BlockingCollection<Thread> _calls = [];

    [Fact]
    public void It_calls_once_for_each_time_it_is_set_and_on_one_thread_of_its_own()
    {
        using ThreadTimer timer = Timer();
        timer.Change(Soon, Never);
        Thread first = Next();
        Assert.False(_calls.TryTake(out _, TimeSpan.FromMilliseconds(20)));
        timer.Change(Soon, Never);

        Assert.Same(first, Next());
        Assert.False(first.IsThreadPoolThread);
        Assert.True(first.IsBackground);
    }

    [Fact]
    public void The_last_time_it_was_set_to_counts()
    {
        using ThreadTimer timer = Timer();
        timer.Change(TimeSpan.FromHours(1), Never);
        timer.Change(Soon, Never);
        Assert.NotNull(Next());
    }

    [Fact]
    public async Task Once_it_is_disposed_of_it_cannot_be_set_and_its_thread_ends()
    {
        ThreadTimer timer = Timer();
        timer.Change(Soon, Never);
        Thread thread = Next();
        timer.Change(TimeSpan.FromHours(1), Never);
        await timer.DisposeAsync();
        await timer.DisposeAsync(); // once more does nothing

        Assert.False(timer.Change(Soon, Never));
        await Task.Run(() => Assert.True(thread.Join(TimeSpan.FromSeconds(10))), TestContext.Current.CancellationToken).SoonAsync();
        Assert.Empty(_calls);
    }

    private ThreadTimer Timer() => new(static calls => ((BlockingCollection<Thread>)calls!).Add(Thread.CurrentThread), _calls);

    private Thread Next() => _calls.TryTake(out Thread? thread, TimeSpan.FromSeconds(10)) ? thread : throw new TimeoutException("It did not call.");
}
