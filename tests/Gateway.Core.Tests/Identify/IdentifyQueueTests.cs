using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

public class IdentifyQueueTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_of_every_bucket_identifies_at_once()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 3);

        foreach (ShardId shard in ShardId.All(3))
        {
            Assert.True((await UseAsync(queue, shard)).IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task The_second_of_a_bucket_identifies_five_seconds_after_the_first()
    {
        IdentifyQueue queue = NewQueue();
        await await UseAsync(queue, new ShardId(0, 2));

        Task second = await UseAsync(queue, new ShardId(1, 2));

        _time.Advance(IdentifyQueue.Window - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
    }

    [Fact]
    public void Identifies_of_which_the_first_arrives_late_are_five_seconds_apart_at_Discord()
    {
        TimeSpan late = TimeSpan.FromMilliseconds(80), soon = TimeSpan.FromMilliseconds(5);

        Assert.InRange(IdentifyQueue.Window + soon - late, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5 * 1.02));
    }

    [Fact]
    public async Task The_time_it_took_to_connect_is_not_lost()
    {
        IdentifyQueue queue = NewQueue();
        await await UseAsync(queue, new ShardId(0, 2));
        await using IIdentifyPermit permit = await queue.AcquireAsync(new ShardId(1, 2), Token);

        _time.Advance(TimeSpan.FromSeconds(7)); // connecting

        Assert.True(permit.UseAsync(Token).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Shards_of_a_bucket_take_their_turns_in_order()
    {
        IdentifyQueue queue = NewQueue();
        IIdentifyPermit first = await queue.AcquireAsync(new ShardId(0, 3), Token);
        Task<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(1, 3), Token).AsTask();
        Task<IIdentifyPermit> third = queue.AcquireAsync(new ShardId(2, 3), Token).AsTask();
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        IIdentifyPermit permit = await second;
        Assert.False(third.IsCompleted);
        await permit.DisposeAsync();
        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task A_permit_that_was_not_used_is_returned_and_costs_nothing()
    {
        IdentifyQueue queue = NewQueue(remaining: 1);
        await (await queue.AcquireAsync(new ShardId(0, 2), Token)).DisposeAsync();

        Assert.Equal(1, queue.Budget.Remaining);
        Assert.True((await UseAsync(queue, new ShardId(1, 2))).IsCompletedSuccessfully);
        Assert.Equal(0, queue.Budget.Remaining);
    }

    [Fact]
    public async Task A_shard_that_gives_up_leaves_the_queue()
    {
        IdentifyQueue queue = NewQueue();
        IIdentifyPermit first = await queue.AcquireAsync(new ShardId(0, 3), Token);
        using var cancellation = new CancellationTokenSource();
        Task<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(1, 3), cancellation.Token).AsTask();
        Task<IIdentifyPermit> third = queue.AcquireAsync(new ShardId(2, 3), Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first.DisposeAsync();

        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task Giving_up_in_the_last_five_seconds_counts_nothing()
    {
        IdentifyQueue queue = NewQueue(remaining: 10);
        await await UseAsync(queue, new ShardId(0, 2));
        using var cancellation = new CancellationTokenSource();
        IIdentifyPermit permit = await queue.AcquireAsync(new ShardId(1, 2), Token);
        Task use = permit.UseAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => use);
        await permit.DisposeAsync();

        Assert.Equal(9, queue.Budget.Remaining);
    }

    [Fact]
    public async Task Without_budget_everyone_waits_for_the_reset()
    {
        IdentifyQueue queue = NewQueue(remaining: 0, resetAfter: TimeSpan.FromHours(3));

        Task<IIdentifyPermit> acquire = queue.AcquireAsync(new ShardId(0, 1), Token).AsTask();
        _time.Advance(TimeSpan.FromHours(2.99));
        Assert.False(acquire.IsCompleted);
        _time.Advance(TimeSpan.FromHours(0.01));

        await (await acquire).DisposeAsync();
        Assert.Equal(1000, queue.Budget.Remaining);
    }

    [Fact]
    public async Task Giving_up_the_wait_for_the_reset_frees_the_turn()
    {
        IdentifyQueue queue = NewQueue(remaining: 0, resetAfter: TimeSpan.FromHours(3));
        using var cancellation = new CancellationTokenSource();
        Task<IIdentifyPermit> acquire = queue.AcquireAsync(new ShardId(0, 2), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acquire);

        _time.Advance(TimeSpan.FromHours(3));

        await (await queue.AcquireAsync(new ShardId(1, 2), Token)).DisposeAsync();
    }

    [Fact]
    public async Task A_permit_is_good_for_one_Identify()
    {
        await using IIdentifyPermit permit = await NewQueue().AcquireAsync(new ShardId(0, 1), Token);
        await permit.UseAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await permit.UseAsync(Token));
    }

    private IdentifyQueue NewQueue(int maxConcurrency = 1, int remaining = 1000, TimeSpan? resetAfter = null) =>
        new(new SessionStartLimit(1000, remaining, resetAfter ?? TimeSpan.FromHours(24), maxConcurrency), _time);

    /// <summary>Takes a turn and uses it; the inner task completes once the shard may identify.</summary>
    private static async Task<Task> UseAsync(IdentifyQueue queue, ShardId shard)
    {
        IIdentifyPermit permit = await queue.AcquireAsync(shard, Token);
        return UseAndReturnAsync(permit);

        static async Task UseAndReturnAsync(IIdentifyPermit permit)
        {
            await using (permit)
            {
                await permit.UseAsync(Token);
            }
        }
    }
}
