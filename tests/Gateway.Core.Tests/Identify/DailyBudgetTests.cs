using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Gateway.Core.Tests;

/// <summary>The account of session starts: counted here, asked for at Discord, kept over restarts.</summary>
public class DailyBudgetTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WatchedTime _time = new();
    private readonly FakeLogger _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_spent_before_a_restart_is_spent()
    {
        var store = new Shelf();
        IdentifyQueue before = NewQueue(Limit(remaining: 3), store);
        await IdentifyAsync(before, 0);
        await IdentifyAsync(before, 1);

        // Discord has not counted them yet.
        _time.Advance(DailyBudget.AfterSaved);
        IdentifyQueue after = NewQueue(Limit(remaining: 3), store);
        await IdentifyAsync(after, 2);

        Assert.Equal(0, after.Budget.Remaining);
        Assert.False(IdentifyAsync(after, 3).IsCompleted);
    }

    [Fact]
    public async Task The_account_is_saved_before_the_Identify()
    {
        var store = new Shelf();
        IdentifyQueue queue = NewQueue(Limit(remaining: 5), store);
        await using IIdentifyPermit permit = await queue.AcquireAsync(new ShardId(0, 1), Token);
        Assert.Null(store.Saved);

        await permit.UseAsync(Token);

        Assert.Equal(4, store.Saved?.Remaining);
    }

    [Fact]
    public async Task After_a_restart_nobody_identifies_within_five_seconds_of_the_process_before()
    {
        var store = new Shelf();
        await IdentifyAsync(NewQueue(Limit(remaining: 900), store), 0);
        _time.Advance(TimeSpan.FromSeconds(2));
        TimeSpan left = TimeSpan.FromSeconds(3.38); // of five, 0.08 for the network and 0.3 for saving and sending

        IdentifyQueue after = NewQueue(Limit(remaining: 900), store);
        Task[] identifies = [IdentifyAsync(after, 0), IdentifyAsync(after, 1)];
        await _time.WaitedForAsync(left, times: 2);
        _time.Advance(left - TimeSpan.FromSeconds(0.1));
        Assert.All(identifies, static identify => Assert.False(identify.IsCompleted));
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await Task.WhenAll(identifies);
    }

    [Fact]
    public async Task An_account_of_another_day_does_not_count()
    {
        var store = new Shelf { Saved = new IdentifyBudget(1000, 0, _time.GetUtcNow() + (5 * Hour)) };
        IdentifyQueue queue = NewQueue(Limit(remaining: 900, resetAfter: 20 * Hour), store);

        await IdentifyAsync(queue, 0);

        Assert.Equal(899, queue.Budget.Remaining);
    }

    [Fact]
    public async Task Discord_counts_the_Identifies_of_other_processes()
    {
        IdentifyQueue queue = NewQueue(Limit(remaining: 900), refresh: () => Limit(remaining: 100, resetAfter: 22 * Hour));
        await IdentifyAsync(queue, 0);
        Assert.Equal(899, queue.Budget.Remaining);

        _time.Advance(2 * Hour);
        await IdentifyAsync(queue, 1);

        Assert.Equal(99, queue.Budget.Remaining);
    }

    [Fact]
    public async Task At_the_reset_Discord_says_how_many_there_are()
    {
        IdentifyQueue queue = NewQueue(Limit(remaining: 0, resetAfter: 3 * Hour), refresh: () => new SessionStartLimit(2000, 2000, 24 * Hour, 1));
        Task identify = IdentifyAsync(queue, 0);
        Assert.False(identify.IsCompleted);

        _time.Advance(3 * Hour);
        await identify;

        Assert.Equal((2000, 1999), (queue.Budget.Total, queue.Budget.Remaining));
        Assert.Equal(_time.GetUtcNow() + (24 * Hour), queue.Budget.ResetsAt);
    }

    [Fact]
    public async Task Without_an_answer_the_day_begins_anew_all_the_same()
    {
        IdentifyQueue queue = NewQueue(Limit(remaining: 0, resetAfter: 3 * Hour), refresh: () => throw new HttpRequestException("no network"));
        Task identify = IdentifyAsync(queue, 0);

        _time.Advance(3 * Hour);
        await identify;

        Assert.Equal(999, queue.Budget.Remaining);
        Assert.Contains(_log.Collector.GetSnapshot(), static line => line.Exception is HttpRequestException);
    }

    [Fact]
    public async Task A_wait_for_the_reset_is_said_once_with_its_end()
    {
        IdentifyQueue queue = NewQueue(new SessionStartLimit(1000, 0, 3 * Hour, 16));
        Task<IIdentifyPermit>[] waiting = [.. ShardId.All(16).Select(shard => queue.AcquireAsync(shard, Token).AsTask())];

        FakeLogRecord line = Assert.Single(_log.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains($"{_time.GetUtcNow() + (3 * Hour):u}", line.Message, StringComparison.Ordinal);

        _time.Advance(3 * Hour);
        foreach (Task<IIdentifyPermit> permit in waiting)
        {
            await (await permit).DisposeAsync();
        }
    }

    [Fact]
    public async Task A_store_that_fails_holds_nobody_up()
    {
        IdentifyQueue queue = NewQueue(Limit(remaining: 5), new Shelf { Broken = true });

        await IdentifyAsync(queue, 0);

        Assert.Equal(2, _log.Collector.GetSnapshot().Count(static line => line.Exception is IOException));
    }

    [Fact]
    public async Task A_store_that_never_answers_holds_up_the_first_for_ten_seconds_and_nobody_else()
    {
        var store = new Hanging();
        IdentifyQueue queue = NewQueue(Limit(remaining: 900), store);

        Task[] identifies = [.. Enumerable.Range(0, 16).Select(shard => IdentifyAsync(queue, shard))];
        await store.Called;
        await _time.WaitedForAsync(BoundedBudgetStore.Timeout);
        Assert.All(identifies, static identify => Assert.False(identify.IsCompleted));
        _time.Advance(BoundedBudgetStore.Timeout);
        await Task.WhenAll(identifies);

        Assert.Equal(900 - 16, queue.Budget.Remaining);
        Assert.Equal(1, store.Calls);
        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Collector.GetSnapshot()).Level);
    }

    [Fact]
    public async Task A_store_that_hangs_for_a_while_is_used_again_once_it_answers()
    {
        var store = new Hanging();
        IdentifyQueue queue = NewQueue(new SessionStartLimit(1000, 1000, 24 * Hour, 1000), store);
        Task first = IdentifyAsync(queue, 0);
        await _time.WaitedForAsync(BoundedBudgetStore.Timeout);
        _time.Advance(BoundedBudgetStore.Timeout);
        await first;

        store.Answer();
        for (int shard = 1; store.Saved is null; shard++)
        {
            await IdentifyAsync(queue, shard);
            await Task.Delay(1, Token); // its answer is on its way
        }

        Assert.Equal(queue.Budget.Remaining, store.Saved.Remaining);
        Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Collector.GetSnapshot().Select(static line => line.Level));
    }

    [Fact]
    public async Task A_store_that_blocks_its_thread_holds_up_nobody_either()
    {
        using var unblock = new ManualResetEventSlim();
        IdentifyQueue queue = NewQueue(Limit(remaining: 900), new Blocking(unblock));

        Task identify = IdentifyAsync(queue, 0);
        await _time.WaitedForAsync(BoundedBudgetStore.Timeout);
        _time.Advance(BoundedBudgetStore.Timeout);
        await identify;

        unblock.Set();
    }

    [Fact]
    public async Task Giving_up_does_not_wait_for_a_store_that_hangs_and_the_next_does_not_call_it_beside()
    {
        var store = new Hanging();
        IdentifyQueue queue = NewQueue(Limit(remaining: 900), store);
        using var cancellation = new CancellationTokenSource();
        Task<IIdentifyPermit> acquire = queue.AcquireAsync(new ShardId(0, 16), cancellation.Token).AsTask();
        await store.Called;
        await _time.WaitedForAsync(BoundedBudgetStore.Timeout);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acquire);
        Task next = IdentifyAsync(queue, 1);
        await _time.WaitedForAsync(BoundedBudgetStore.Timeout, times: 2);
        Assert.Equal(1, store.Calls);
        store.Answer();
        await next;

        Assert.Equal(899, store.Saved?.Remaining);
    }

    [Fact]
    public async Task Discord_not_answering_how_many_are_left_holds_nobody_for_more_than_a_minute()
    {
        IdentifyQueue queue = new(Limit(remaining: 900), _time)
        {
            Refresh = static _ => new TaskCompletionSource<SessionStartLimit>().Task,
            Logger = _log,
        };
        _time.Advance(Hour);

        Task identify = IdentifyAsync(queue, 0);
        Assert.False(identify.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        await identify;

        Assert.Contains(_log.Collector.GetSnapshot(), static line => line.Exception is TimeoutException);
    }

    [Fact]
    public async Task Whoever_waits_for_the_reset_asks_every_hour_whether_it_still_is_so()
    {
        int asked = 0;
        IdentifyQueue queue = NewQueue(
            Limit(remaining: 0, resetAfter: 20 * Hour), refresh: () => ++asked < 3 ? Limit(remaining: 0, resetAfter: (20 - asked) * Hour) : Limit(remaining: 1000));
        Task identify = IdentifyAsync(queue, 0);

        while (!identify.IsCompleted)
        {
            Assert.True(asked <= 3);
            await _time.WaitedForAsync(Hour, times: asked + 1);
            _time.Advance(Hour);
            await Task.WhenAny(identify, _time.WaitedForAsync(Hour, times: asked + 1));
        }

        Assert.Equal((3, 999), (asked, queue.Budget.Remaining));
    }

    [Fact]
    public async Task Whoever_waits_for_the_reset_goes_on_as_soon_as_Discord_is_known_to_say_otherwise()
    {
        IdentifyQueue queue = NewQueue(Limit(remaining: 0, resetAfter: 3 * Hour));
        Task[] identifies = [IdentifyAsync(queue, 0), IdentifyAsync(queue, 1)];
        Assert.All(identifies, static identify => Assert.False(identify.IsCompleted));

        queue.Update(Limit(remaining: 5, resetAfter: 24 * Hour));

        await Task.WhenAll(identifies).WaitAsync(Patience, Token);
        Assert.Equal(3, queue.Budget.Remaining);
    }

    [Fact]
    public async Task Whoever_waits_for_the_reset_gets_what_another_gives_back()
    {
        IdentifyQueue queue = NewQueue(Limit(remaining: 1, resetAfter: 3 * Hour));
        IIdentifyPermit held = await queue.AcquireAsync(new ShardId(0, 16), Token);
        Task identify = IdentifyAsync(queue, 1);
        Assert.False(identify.IsCompleted);

        await held.DisposeAsync();

        await identify.WaitAsync(Patience, Token);
        Assert.Equal(0, queue.Budget.Remaining);
    }

    [Fact]
    public async Task A_wait_whose_end_Discord_gives_a_little_differently_each_time_is_said_once()
    {
        int asked = 0;
        IdentifyQueue queue = NewQueue(
            Limit(remaining: 0, resetAfter: 20 * Hour),
            refresh: () => Limit(remaining: 0, resetAfter: ((20 - ++asked) * Hour) + TimeSpan.FromMilliseconds(asked % 2 == 0 ? 20 : -20)));
        Task identify = IdentifyAsync(queue, 0);

        for (int hour = 1; hour <= 5; hour++)
        {
            await _time.WaitedForAsync(Hour, times: hour);
            _time.Advance(Hour);
        }

        await _time.WaitedForAsync(Hour, times: 6);
        Assert.Equal((5, false), (asked, identify.IsCompleted));
        Assert.Single(_log.Collector.GetSnapshot());
    }

    [Fact]
    public async Task A_log_that_throws_holds_nobody_up()
    {
        IdentifyQueue queue = new(Limit(remaining: 0, resetAfter: 3 * Hour), _time) { Logger = new ThrowingLogger() };
        Task identify = IdentifyAsync(queue, 0);
        await _time.WaitedForAsync(Hour);

        _time.Advance(3 * Hour);

        await identify.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task None_left_and_a_reset_at_once_is_asked_about_every_second_and_not_without_a_pause()
    {
        int asked = 0;
        IdentifyQueue queue = NewQueue(
            Limit(remaining: 0, resetAfter: TimeSpan.Zero), refresh: () => ++asked < 5 ? Limit(remaining: 0, resetAfter: TimeSpan.Zero) : Limit(remaining: 1000));
        Task identify = IdentifyAsync(queue, 0);

        for (int second = 1; second < 5; second++)
        {
            await _time.WaitedForAsync(TimeSpan.FromSeconds(1), times: second);
            Assert.Equal(second, asked);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await identify;
        Assert.Equal(5, asked);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_what_is_known_old()
    {
        int asked = 0;
        IdentifyQueue queue = NewQueue(Limit(remaining: 900), refresh: () =>
        {
            asked++;
            return Limit(remaining: 900);
        });

        _time.SetBack(5 * Hour);
        await IdentifyAsync(queue, 0);
        await IdentifyAsync(queue, 1);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Permits_in_use_when_Discord_answers_are_not_counted_twice_and_not_forgotten()
    {
        IdentifyQueue queue = NewQueue(new SessionStartLimit(1000, 900, 24 * Hour, 16), refresh: () => new SessionStartLimit(1000, 500, 5 * Hour, 16));
        IIdentifyPermit held = await queue.AcquireAsync(new ShardId(0, 16), Token);
        _time.Advance(Hour);

        IIdentifyPermit other = await queue.AcquireAsync(new ShardId(1, 16), Token);
        Assert.Equal(498, queue.Budget.Remaining);

        await held.DisposeAsync();
        await other.DisposeAsync();
        Assert.Equal(500, queue.Budget.Remaining);
    }

    private static SessionStartLimit Limit(int remaining, TimeSpan? resetAfter = null) => new(1000, remaining, resetAfter ?? (24 * Hour), 16);

    private IdentifyQueue NewQueue(SessionStartLimit limit, IIdentifyBudgetStore? store = null, Func<SessionStartLimit>? refresh = null) => new(limit, _time)
    {
        BudgetStore = store,
        Refresh = refresh is null ? null : _ => Task.FromResult(refresh()),
        Logger = _log,
    };

    private static async Task IdentifyAsync(IdentifyQueue queue, int shard)
    {
        await using IIdentifyPermit permit = await queue.AcquireAsync(new ShardId(shard, 1000), Token);
        await permit.UseAsync(Token);
    }

    /// <summary>A store that does not answer, nor heed its token, before it is told to.</summary>
    private sealed class Hanging : IIdentifyBudgetStore
    {
        private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public Task Called => _called.Task;

        public int Calls => Volatile.Read(ref _calls);

        public IdentifyBudget? Saved { get; private set; }

        public void Answer() => _answered.SetResult();

        public async ValueTask<IdentifyBudget?> LoadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            _called.TrySetResult();
            await _answered.Task;
            return null;
        }

        public async ValueTask SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            await _answered.Task;
            Saved = budget;
        }
    }

    /// <summary>A store that holds its thread.</summary>
    private sealed class Blocking(ManualResetEventSlim unblock) : IIdentifyBudgetStore
    {
        public ValueTask<IdentifyBudget?> LoadAsync(CancellationToken cancellationToken)
        {
            unblock.Wait(CancellationToken.None);
            return default;
        }

        public ValueTask SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken)
        {
            unblock.Wait(CancellationToken.None);
            return default;
        }
    }

    private sealed class Shelf : IIdentifyBudgetStore
    {
        public IdentifyBudget? Saved { get; set; }

        public bool Broken { get; init; }

        public ValueTask<IdentifyBudget?> LoadAsync(CancellationToken cancellationToken) =>
            Broken ? throw new IOException("no disk") : ValueTask.FromResult(Saved);

        public ValueTask SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken)
        {
            Saved = Broken ? throw new IOException("no disk") : budget;
            return default;
        }
    }
}
