using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>An identify queue of somebody else's that does not listen to its cancellation token holds no shard.</summary>
public class DeafQueueTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly DeafQueue _queue = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shard_that_waits_for_its_place_closes_in_time_and_the_permit_goes_back_when_it_comes(bool abandons)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        _queue.Hold(nameof(IIdentifyQueue.AcquireAsync));
        await using ShardUnderTest shard = new ShardUnderTest(discord, Options(discord)).Start();
        await _queue.HoldsOneAsync();

        await EndsInTimeAsync(shard, abandons);
        Assert.Equal(0, _queue.Returned);

        _queue.LetGo();
        await _queue.AllReturnedAsync(1);
        Assert.Empty(discord.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shard_that_waits_for_its_seconds_closes_in_time_and_the_permit_goes_back_once_it_is_no_longer_in_use(bool abandons)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        _queue.Hold(nameof(IIdentifyPermit.UseAsync));
        await using ShardUnderTest shard = new ShardUnderTest(discord, Options(discord)).Start();
        await _queue.HoldsOneAsync(); // before that it would not be in use

        await EndsInTimeAsync(shard, abandons);
        Assert.Equal(0, _queue.Returned);

        _queue.LetGo();
        await _queue.AllReturnedAsync(1);
        Assert.Empty(discord.Identifies);
    }

    [Fact]
    public async Task A_connection_that_is_lost_meanwhile_is_followed_by_another()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        _queue.Hold(nameof(IIdentifyPermit.UseAsync));
        await using ShardUnderTest shard = new ShardUnderTest(discord, Options(discord)).Start();
        await _queue.HoldsOneAsync();

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Identifying, times: 2));

        _queue.LetGo();
        await shard.InStateAsync(ShardState.Ready);
        await _queue.AllReturnedAsync(2);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task A_permit_that_is_never_done_with_going_back_keeps_no_session_from_being_live()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        _queue.Hold(nameof(IAsyncDisposable.DisposeAsync));
        await using ShardUnderTest shard = new ShardUnderTest(discord, Options(discord)).Start();
        await discord.ExpectIdentifyAsync();

        Task ready = shard.InStateAsync(ShardState.Ready);
        while (!ready.IsCompleted)
        {
            _time.Advance(Step);
            await Task.WhenAny(ready, Task.Delay(1, Conditions.Token));
        }

        await ready;

        _queue.LetGo();
        await _queue.AllReturnedAsync(1);
    }

    private ShardOptions Options(SimulatedDiscord discord) => discord.Options(_time, identifyQueue: _queue);

    private async Task EndsInTimeAsync(ShardUnderTest shard, bool abandons)
    {
        Task asked = abandons ? shard.AbandonAsync() : shard.Shard.CloseAsync(ShardClose.Suspend, Conditions.Token);
        await shard.PassTimeUntilAsync(_time, shard.Reading.ContinueWith(static _ => { }, TaskScheduler.Default));
        await asked;
        Assert.Equal(ShardState.Closed, shard.Shard.Status.State);
    }

    /// <summary>Grants everything, at once or when it is let go; never because of a token.</summary>
    private sealed class DeafQueue : IIdentifyQueue
    {
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _holdsOne = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _back = new(0);
        private string? _held;
        private int _returned;

        public int Returned => Volatile.Read(ref _returned);

        public void Hold(string call) => _held = call;

        /// <summary>Completes when the call that is held has been made.</summary>
        public Task HoldsOneAsync() => _holdsOne.Task.WaitAsync(Conditions.Token);

        public void LetGo() => _letGo.SetResult();

        public async Task AllReturnedAsync(int permits)
        {
            while (Returned < permits)
            {
                await _back.WaitAsync(Conditions.Token);
            }
        }

        public async ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
        {
            await PassAsync(nameof(AcquireAsync));
            return new Permit(this);
        }

        private Task PassAsync(string call)
        {
            if (call != _held)
            {
                return Task.CompletedTask;
            }

            _holdsOne.TrySetResult();
            return _letGo.Task;
        }

        private sealed class Permit(DeafQueue queue) : IIdentifyPermit
        {
            private bool _inUse;

            public async ValueTask UseAsync(CancellationToken cancellationToken)
            {
                _inUse = true;
                try
                {
                    await queue.PassAsync(nameof(UseAsync));
                }
                finally
                {
                    _inUse = false;
                }
            }

            public async ValueTask DisposeAsync()
            {
                Assert.False(_inUse);
                await queue.PassAsync(nameof(DisposeAsync));
                Interlocked.Increment(ref queue._returned);
                queue._back.Release();
            }
        }
    }
}
