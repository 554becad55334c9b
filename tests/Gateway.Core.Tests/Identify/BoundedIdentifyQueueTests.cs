using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Gateway.Core.Tests;

/// <summary>How long a shard that gives up waits for an identify queue that does not.</summary>
public class BoundedIdentifyQueueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly WatchedTime _time = new();
    private readonly FakeLogger _log = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("acquire")]
    [InlineData("use")]
    public async Task As_long_as_a_connection_may_take_to_close_and_no_longer(string deafCall)
    {
        Task call = await BeginAsync(deafCall);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(call.IsCompleted);

        await _giveUp.CancelAsync();
        await _time.WaitedForAsync(Limit);
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("acquire")]
    [InlineData("use")]
    public async Task A_queue_that_gives_up_meanwhile_is_not_complained_of(string deafCall)
    {
        Task call = await BeginAsync(deafCall);
        await _giveUp.CancelAsync();
        await _time.WaitedForAsync(Limit);

        _answer.SetCanceled(_giveUp.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(_log.Collector.GetSnapshot());
    }

    [Theory]
    [InlineData("acquire")]
    [InlineData("use")]
    public async Task What_it_grants_in_the_last_moment_is_taken(string deafCall)
    {
        Task call = await BeginAsync(deafCall);
        await _giveUp.CancelAsync();
        await _time.WaitedForAsync(Limit);

        _answer.SetResult();

        await call;
    }

    [Fact]
    public async Task A_permit_that_comes_later_goes_back()
    {
        await LeaveAloneAsync("acquire");
        Assert.False(_returned.Task.IsCompleted);

        _answer.SetResult();

        await _returned.Task;
    }

    [Theory]
    [InlineData("acquire")]
    [InlineData("use")]
    public async Task It_is_said_that_it_is_not_waited_for_and_how_it_failed_later(string deafCall)
    {
        await LeaveAloneAsync(deafCall);
        FakeLogRecord said = Assert.Single(_log.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, said.Level);
        Assert.Contains("has not ended a call for 3 s", said.Message, StringComparison.Ordinal);

        _answer.SetException(new TimeoutException("the queue's own"));

        while (_log.Collector.Count < 2)
        {
            await Task.Yield();
        }

        Assert.IsType<TimeoutException>(_log.LatestRecord.Exception);
        Assert.Equal(2, _log.Collector.Count);
    }

    [Fact]
    public async Task A_permit_in_use_goes_back_once_it_is_not()
    {
        IIdentifyPermit permit = await NewQueue("use").AcquireAsync(default, _giveUp.Token);
        Task use = permit.UseAsync(_giveUp.Token).AsTask();
        await GiveUpAsync(use);

        await permit.DisposeAsync();
        Assert.False(_returned.Task.IsCompleted);
        _answer.SetResult();

        await _returned.Task;
    }

    [Fact]
    public async Task A_permit_that_takes_its_time_to_go_back_is_not_waited_for_any_longer_either()
    {
        IIdentifyPermit permit = await NewQueue("return").AcquireAsync(default, _giveUp.Token);
        await permit.UseAsync(_giveUp.Token);

        Task disposing = permit.DisposeAsync().AsTask();
        await _time.WaitedForAsync(Limit);
        Assert.False(disposing.IsCompleted);
        _time.Advance(Limit);

        await disposing;
        Assert.Single(_log.Collector.GetSnapshot());
    }

    private async Task<Task> BeginAsync(string deafCall)
    {
        BoundedIdentifyQueue queue = NewQueue(deafCall);
        ValueTask<IIdentifyPermit> acquiring = queue.AcquireAsync(default, _giveUp.Token);
        return deafCall == "acquire" ? acquiring.AsTask() : (await acquiring).UseAsync(_giveUp.Token).AsTask();
    }

    private async Task LeaveAloneAsync(string deafCall) => await GiveUpAsync(await BeginAsync(deafCall));

    private async Task GiveUpAsync(Task call)
    {
        await _giveUp.CancelAsync();
        await _time.WaitedForAsync(Limit);
        _time.Advance(Limit);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private BoundedIdentifyQueue NewQueue(string deafCall) => new(new ShardOptions
    {
        Token = "token",
        Intents = GatewayIntents.None,
        IdentifyQueue = new DeafQueue(deafCall, _answer.Task, _returned),
        CloseTimeout = Limit,
        TimeProvider = _time,
        Logger = _log,
    });

    /// <summary>One of its calls answers when the test says so, and never because of a token.</summary>
    private sealed class DeafQueue(string deafCall, Task answer, TaskCompletionSource returned) : IIdentifyQueue, IIdentifyPermit
    {
        public async ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
        {
            await AnswerAsync("acquire");
            return this;
        }

        public ValueTask UseAsync(CancellationToken cancellationToken) => new(AnswerAsync("use"));

        public async ValueTask DisposeAsync()
        {
            await AnswerAsync("return");
            returned.SetResult();
        }

        private Task AnswerAsync(string call) => call == deafCall ? answer : Task.CompletedTask;
    }
}
