using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

/// <summary>An outage in which Discord takes Identifies and answers none with Ready must not spend the day's session starts.</summary>
public class IdentifyBreakerTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 9)]
    [InlineData(5, 9)]
    [InlineData(16, 31)] // two windows of sixteen buckets, but for one
    public async Task Fewer_in_a_row_without_Ready_slow_nobody(int maxConcurrency, int failures)
    {
        IdentifyQueue queue = NewQueue(maxConcurrency);
        await FailAsync(queue, failures);

        Assert.True(queue.AcquireAsync(default, Token).AsTask().IsCompletedSuccessfully);
        Assert.Empty(_log.Collector.GetSnapshot());
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(16, 32)]
    public async Task So_many_in_a_row_hold_up_the_next(int maxConcurrency, int failures)
    {
        IdentifyQueue queue = NewQueue(maxConcurrency);
        await FailAsync(queue, failures);

        Assert.False(queue.AcquireAsync(default, Token).AsTask().IsCompleted);
    }

    [Fact]
    public async Task The_space_doubles_with_each_that_is_sent_up_to_five_minutes()
    {
        IdentifyQueue queue = NewQueue();
        await FailAsync(queue, 10);

        foreach (int seconds in (int[])[10, 20, 40, 80, 160, 300, 300, 300])
        {
            var space = TimeSpan.FromSeconds(seconds);
            Assert.Equal(_time.GetUtcNow() + space, queue.HeldUpUntil);
            Task<IIdentifyPermit> next = queue.AcquireAsync(default, Token).AsTask();
            _time.Advance(space - Instant);
            Assert.False(next.IsCompleted, $"before {space}");
            _time.Advance(Instant);
            await FailAsync(await next);
        }
    }

    [Fact]
    public async Task What_is_left_of_the_space_is_waited_for_even_if_it_is_less_than_a_timer_knows()
    {
        IdentifyQueue queue = NewQueue();
        await FailAsync(queue, 10);
        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMicroseconds(400));

        // On a thread of its own: one that tries again at once never comes back.
        Task<Task<IIdentifyPermit>> asking = Task.Factory.StartNew(
            () => queue.AcquireAsync(default, Token).AsTask(), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task<IIdentifyPermit> next = await asking.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.False(next.IsCompleted);
        _time.Advance(Instant);
        await (await next).DisposeAsync();
    }

    [Fact]
    public async Task A_day_without_Ready_leaves_two_thirds_of_the_budget()
    {
        IdentifyQueue queue = NewQueue();
        DateTimeOffset tomorrow = _time.GetUtcNow() + TimeSpan.FromHours(23.9);
        while (true)
        {
            Task<IIdentifyPermit> next = queue.AcquireAsync(default, Token).AsTask();
            while (!next.IsCompleted && queue.HeldUpUntil is { } until)
            {
                _time.Advance(until - _time.GetUtcNow());
            }

            await FailAsync(await next);
            if (_time.GetUtcNow() > tomorrow)
            {
                break;
            }

            _time.Advance(IdentifyQueue.Window);
        }

        Assert.InRange(queue.Budget.Remaining, 667, 1000);
    }

    [Fact]
    public async Task They_go_one_at_a_time_whatever_their_bucket()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 4);
        await FailAsync(queue, 10);
        Task<IIdentifyPermit>[] waiting = [.. ShardId.All(3).Select(shard => queue.AcquireAsync(shard, Token).AsTask())];

        _time.Advance(TimeSpan.FromSeconds(60));
        IIdentifyPermit first = await waiting[0];
        Assert.False(waiting[1].IsCompleted || waiting[2].IsCompleted);

        await FailAsync(first);
        _time.Advance(TimeSpan.FromSeconds(20) - Instant);
        Assert.False(waiting[1].IsCompleted || waiting[2].IsCompleted);
        _time.Advance(Instant);
        await FailAsync(await waiting[1]);
        Assert.False(waiting[2].IsCompleted);
    }

    [Fact]
    public async Task The_first_Ready_lets_all_go_even_those_that_wait()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 4);
        await FailAsync(queue, 10);
        Task<IIdentifyPermit> first = queue.AcquireAsync(new ShardId(0, 8), Token).AsTask();
        Task<IIdentifyPermit>[] others = [.. Enumerable.Range(1, 3).Select(id => queue.AcquireAsync(new ShardId(id, 8), Token).AsTask())];
        _time.Advance(TimeSpan.FromSeconds(10));

        await IdentifyAsync(await first, isReady: true);

        foreach (Task<IIdentifyPermit> other in others)
        {
            await (await other).DisposeAsync();
        }

        Assert.Null(queue.HeldUpUntil);
        await FailAsync(queue, 9); // they begin anew to count
        Assert.True(queue.AcquireAsync(default, Token).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_Ready_now_and_then_breaks_the_row()
    {
        IdentifyQueue queue = NewQueue();
        for (int i = 0; i < 5; i++)
        {
            await FailAsync(queue, 9);
            _time.Advance(IdentifyQueue.Window);
            await IdentifyAsync(await queue.AcquireAsync(default, Token), isReady: true);
        }

        Assert.Null(queue.HeldUpUntil);
    }

    [Fact]
    public async Task One_that_was_never_sent_is_neither()
    {
        IdentifyQueue queue = NewQueue();
        await FailAsync(queue, 9);
        IIdentifyPermit unused = await queue.AcquireAsync(default, Token);
        await unused.DisposeAsync();
        unused.ReportAnswer(isReady: false);
        Assert.Null(queue.HeldUpUntil);
        unused.ReportAnswer(isReady: true);

        await FailAsync(queue, 1);

        Assert.NotNull(queue.HeldUpUntil);
    }

    [Fact]
    public async Task One_that_is_not_sent_after_all_leaves_its_turn_to_the_next()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 4);
        await FailAsync(queue, 10);
        Task<IIdentifyPermit> first = queue.AcquireAsync(new ShardId(0, 4), Token).AsTask();
        Task<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(1, 4), Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(10));

        await (await first).DisposeAsync();

        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_shard_that_gives_up_leaves_its_turn_to_the_next()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 4);
        await FailAsync(queue, 10);
        using var cancellation = new CancellationTokenSource();
        Task<IIdentifyPermit> first = queue.AcquireAsync(new ShardId(0, 4), cancellation.Token).AsTask();
        Task<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(0, 4), Token).AsTask();
        Task<IIdentifyPermit> third = queue.AcquireAsync(new ShardId(1, 4), Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await PassUntilAsync(Task.WhenAll(ReturnAsync(second), ReturnAsync(third)));
    }

    [Fact]
    public async Task One_that_was_on_its_way_already_puts_off_the_next_and_widens_nothing()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 4);
        IIdentifyPermit late = await queue.AcquireAsync(new ShardId(3, 4), Token);
        await FailAsync(queue, 10);
        Task<IIdentifyPermit> next = queue.AcquireAsync(default, Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));

        await FailAsync(late);

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(10), queue.HeldUpUntil);
        _time.Advance(TimeSpan.FromSeconds(6)); // what was left before
        Assert.False(next.IsCompleted);
        await PassUntilAsync(next);
        await (await next).DisposeAsync();
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        IdentifyQueue queue = NewQueue();
        IIdentifyPermit permit = await queue.AcquireAsync(default, Token);
        await FailAsync(permit);
        for (int i = 0; i < 20; i++)
        {
            permit.ReportAnswer(isReady: false);
        }

        Assert.Null(queue.HeldUpUntil);
    }

    [Fact]
    public async Task It_is_said_once_when_it_begins_and_once_when_it_ends()
    {
        IdentifyQueue queue = NewQueue(maxConcurrency: 4);
        IIdentifyPermit late = await queue.AcquireAsync(new ShardId(3, 4), Token);
        await FailAsync(queue, 10);
        await FailAsync(late);
        Task<IIdentifyPermit> next = queue.AcquireAsync(default, Token).AsTask();
        await PassUntilAsync(next);
        await IdentifyAsync(await next, isReady: true);
        _time.Advance(IdentifyQueue.Window);
        await IdentifyAsync(await queue.AcquireAsync(default, Token), isReady: true);

        IReadOnlyList<FakeLogRecord> said = _log.Collector.GetSnapshot();

        Assert.Equal([LogLevel.Warning, LogLevel.Information], said.Select(static record => record.Level));
        Assert.Contains("10 Identifies in a row", said[0].Message, StringComparison.Ordinal);
        Assert.Contains("10 s apart", said[0].Message, StringComparison.Ordinal);
        Assert.Contains("up to 5 min", said[0].Message, StringComparison.Ordinal);
    }

    private IdentifyQueue NewQueue(int maxConcurrency = 1) =>
        new(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), maxConcurrency), _time) { Logger = _log };

    /// <summary>Identifies so often without Ready, five seconds apart; the last one right now.</summary>
    private async Task FailAsync(IdentifyQueue queue, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _time.Advance(IdentifyQueue.Window);
            await FailAsync(await queue.AcquireAsync(default, Token));
        }
    }

    private static Task FailAsync(IIdentifyPermit permit) => IdentifyAsync(permit, isReady: false);

    private static async Task IdentifyAsync(IIdentifyPermit permit, bool isReady)
    {
        await permit.UseAsync(Token);
        await permit.DisposeAsync();
        permit.ReportAnswer(isReady);
    }

    private static async Task ReturnAsync(Task<IIdentifyPermit> permit) => await (await permit).DisposeAsync();

    /// <summary>Lets time pass until a task has completed: whoever waits may take a moment to begin.</summary>
    private async Task PassUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task;
    }
}
