using System.Runtime.CompilerServices;
using Gateway.Core;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Tests.Support;

namespace Gateway.Hosting.Tests.Sharding;

public class ShardChangeFeedTests
{
    private readonly ShardChangeFeed _feed = new();

    [Fact]
    public void Whoever_watches_and_never_looks_holds_nothing()
    {
        WatchWithoutLooking();
        Collect();

        WeakReference change = PublishUnseen();
        Collect();

        Assert.False(change.IsAlive);
        GC.KeepAlive(_feed);
    }

    [Fact]
    public async Task Whoever_looks_is_told_however_much_is_collected_meanwhile()
    {
        TaskCompletionSource<ShardChange> seen = LookUnrooted();
        Collect();

        _feed.Publish(Change(3));

        Assert.Equal(3, (await seen.Task.SoonAsync()).Shard.Id);
    }

    [Fact]
    public async Task Watching_begins_with_the_call_and_each_who_enumerates_it_gets_every_change_from_then_on()
    {
        IAsyncEnumerable<ShardChange> changes = _feed.WatchAsync(TestContext.Current.CancellationToken);
        _feed.Publish(Change(1));

        await using IAsyncEnumerator<ShardChange> one = changes.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await one.MoveNextAsync());
        Assert.Equal(1, one.Current.Shard.Id);
        await using IAsyncEnumerator<ShardChange> other = changes.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        ValueTask<bool> first = other.MoveNextAsync();
        _feed.Publish(Change(2));

        Assert.True(await first.AsTask().SoonAsync());
        Assert.True(await one.MoveNextAsync().AsTask().SoonAsync());
        Assert.Equal((2, 2), (one.Current.Shard.Id, other.Current.Shard.Id));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WatchWithoutLooking() => _feed.WatchAsync(CancellationToken.None);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference PublishUnseen()
    {
        ShardChange change = Change(0);
        _feed.Publish(change);
        return new WeakReference(change);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TaskCompletionSource<ShardChange> LookUnrooted()
    {
        var seen = new TaskCompletionSource<ShardChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = LookAsync(_feed.WatchAsync(CancellationToken.None), seen);
        return seen;
    }

    private static async Task LookAsync(IAsyncEnumerable<ShardChange> changes, TaskCompletionSource<ShardChange> seen)
    {
        await foreach (ShardChange change in changes)
        {
            seen.TrySetResult(change);
            return;
        }
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static ShardChange Change(int id) => new(new ShardId(id, 4), new ShardStatus { State = ShardState.Ready, Since = DateTimeOffset.UnixEpoch });
}
