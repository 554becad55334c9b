using System.Collections.Concurrent;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;

namespace Gateway.Hosting.Tests.Dispatch;

public class EventLinesTests
{
    [Fact]
    public void The_first_of_a_line_goes_at_once_and_leaves_nothing_behind()
    {
        var lines = new EventLines();
        Assert.True(lines.TryEnter(1));
        Assert.True(lines.TryEnter(2));
        Assert.False(lines.TryEnter(1));
        Assert.False(lines.Leave(1));
        Assert.False(lines.Leave(2));
        Assert.True(lines.TryEnter(2));
        Assert.True(lines.EnterOrWait(1, new Waiting(static () => { })));
    }

    [Fact]
    public async Task The_others_follow_in_order_one_at_a_time()
    {
        var lines = new EventLines();
        var order = new ConcurrentQueue<int>();
        var done = new TaskCompletionSource();
        Assert.True(lines.TryEnter(1));
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            Assert.False(lines.EnterOrWait(1, new Waiting(() =>
            {
                order.Enqueue(number);
                if (!lines.Leave(1))
                {
                    done.SetResult();
                }
            })));
        }

        Assert.True(lines.Leave(1));
        await done.Task.SoonAsync();
        Assert.Equal(Enumerable.Range(0, 100), order);
        Assert.True(lines.TryEnter(1));
    }

    private sealed class Waiting(Action go) : IWaiting
    {
        public IWaiting? NextInLine { get; set; }

        public void Execute() => go();
    }
}
