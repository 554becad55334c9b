using System.Collections.Concurrent;

namespace Gateway.Core.Tests;

/// <summary>Discord allows more Identifies at a time, or fewer, while shards wait to identify.</summary>
public class IdentifyLimitChangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly WatchedTime _time = new();
    private readonly ConcurrentQueue<int> _identified = [];

    private int[] Identified => [.. _identified];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_go_at_a_time_once_Discord_no_longer_counts_what_was_sent_before()
    {
        IdentifyQueue queue = New(1);
        await IdentifyAsync(queue, 0);
        Task[] others = [.. Enumerable.Range(1, 4).Select(id => IdentifyAsync(queue, id))];
        await _time.WaitedForAsync(IdentifyQueue.Window);

        queue.Update(Limit(4));

        _time.Advance(IdentifyQueue.Window - Moment);
        Assert.Equal([0], Identified);
        _time.Advance(Moment);
        await Task.WhenAll(others).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Fewer_go_at_a_time_and_wait_for_all_that_were_sent_before()
    {
        IdentifyQueue queue = New(4);
        foreach (int id in Enumerable.Range(0, 4))
        {
            await IdentifyAsync(queue, id);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        queue.Update(Limit(1));
        Task[] others = [IdentifyAsync(queue, 4), IdentifyAsync(queue, 5)];
        await _time.WaitedForAsync(IdentifyQueue.Window - TimeSpan.FromSeconds(1));

        _time.Advance(IdentifyQueue.Window - TimeSpan.FromSeconds(1) - Moment);
        Assert.Equal(4, Identified.Length);
        _time.Advance(Moment);
        await others[0].WaitAsync(Patience, Token);
        await _time.WaitedForAsync(IdentifyQueue.Window);
        _time.Advance(IdentifyQueue.Window - Moment);
        Assert.Equal([0, 1, 2, 3, 4], Identified);
        _time.Advance(Moment);
        await others[1].WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Those_who_connect_already_go_one_at_a_time_if_they_share_a_bucket_now()
    {
        IdentifyQueue queue = New(3);
        IIdentifyPermit[] permits = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(id => queue.AcquireAsync(new ShardId(id, 3), Token).AsTask()))];

        queue.Update(Limit(1));

        Task[] identifies = [.. permits.Select((permit, id) => UseAsync(permit, id))];
        Assert.Single(Identified);
        _time.Advance(IdentifyQueue.Window - Moment);
        Assert.Single(Identified);
        _time.Advance(Moment);
        Assert.Equal(2, Identified.Length);
        _time.Advance(IdentifyQueue.Window);
        await Task.WhenAll(identifies).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Those_who_wait_keep_their_places()
    {
        IdentifyQueue queue = New(1);
        IIdentifyPermit first = await queue.AcquireAsync(new ShardId(0, 6), Token);
        var granted = new Dictionary<int, Task<IIdentifyPermit>>();
        foreach (int id in (int[])[4, 3, 2, 1])
        {
            granted[id] = queue.AcquireAsync(new ShardId(id, 6), Token).AsTask();
        }

        queue.Update(Limit(2));

        IIdentifyPermit odd = await granted[3].WaitAsync(Patience, Token);
        Assert.All([1, 2, 4], id => Assert.False(granted[id].IsCompleted));
        await first.DisposeAsync();
        IIdentifyPermit even = await granted[4].WaitAsync(Patience, Token);
        await odd.DisposeAsync();
        await (await granted[1].WaitAsync(Patience, Token)).DisposeAsync();
        Assert.False(granted[2].IsCompleted);
        await even.DisposeAsync();
        await (await granted[2].WaitAsync(Patience, Token)).DisposeAsync();
    }

    [Fact]
    public async Task During_a_change_no_more_go_than_the_smaller_number_allows()
    {
        IdentifyQueue queue = New(2);
        await IdentifyAsync(queue, 0);

        queue.Update(Limit(3));
        Task[] others = [IdentifyAsync(queue, 1), IdentifyAsync(queue, 5)]; // of two buckets now, of one before
        await _time.WaitedForAsync(IdentifyQueue.Window);

        Assert.Equal([0], Identified);
        _time.Advance(IdentifyQueue.Window);
        await Task.WhenAll(others).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task What_Discord_says_when_it_is_asked_for_the_budget_counts()
    {
        IdentifyQueue queue = new(Limit(1), _time) { Refresh = _ => Task.FromResult(Limit(2)) };
        _time.Advance(TimeSpan.FromHours(1));

        await IdentifyAsync(queue, 0); // asks
        Assert.Equal(2, queue.MaxConcurrency);
        _time.Advance(IdentifyQueue.Window);

        Assert.True(IdentifyAsync(queue, 1).IsCompletedSuccessfully);
        Assert.True(IdentifyAsync(queue, 2).IsCompletedSuccessfully);
    }

    [Fact]
    public void A_new_answer_renews_the_budget()
    {
        IdentifyQueue queue = New(1);

        queue.Update(Limit(1) with { Remaining = 7 });

        Assert.Equal(7, queue.Budget.Remaining);
    }

    private IdentifyQueue New(int maxConcurrency) => new(Limit(maxConcurrency), _time);

    private static SessionStartLimit Limit(int maxConcurrency) => new(1000, 1000, TimeSpan.FromHours(24), maxConcurrency);

    private async Task IdentifyAsync(IdentifyQueue queue, int id) => await UseAsync(await queue.AcquireAsync(new ShardId(id, 100), Token), id);

    private async Task UseAsync(IIdentifyPermit permit, int id)
    {
        await using (permit)
        {
            await permit.UseAsync(Token);
            _identified.Enqueue(id);
        }
    }
}
