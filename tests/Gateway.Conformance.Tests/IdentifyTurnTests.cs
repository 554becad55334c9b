using System.Collections.Concurrent;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>The seconds between Hello and Identify, in which a connected shard waits for its turn: it lives, and may die, as at any other time.</summary>
public class IdentifyTurnTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(41_250);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("drop")]
    [InlineData("close 1001")]
    [InlineData("close 4000")]
    [InlineData("op 7")]
    [InlineData("op 9")]
    public async Task A_connection_that_is_lost_meanwhile_costs_no_Identify(string loss)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        IdentifyQueue queue = await UsedQueueAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Identifying);

        await (loss switch
        {
            "drop" => discord.Everyone.DropAsync(),
            "close 1001" => discord.Everyone.CloseAsync(1001),
            "close 4000" => discord.Everyone.CloseAsync(4000),
            "op 7" => discord.Everyone.RequestReconnectAsync(),
            _ => discord.Everyone.InvalidateSessionAsync(resumable: false),
        });
        await shard.InStateAsync(ShardState.Waiting);

        Assert.Empty(discord.Identifies);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));
        Assert.Single(discord.Identifies);
        Assert.Equal(998, queue.Budget.Remaining); // the other's and this one's
    }

    [Fact]
    public async Task A_refusal_meanwhile_ends_the_shard_and_costs_no_Identify()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        IdentifyQueue queue = await UsedQueueAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Identifying);

        await discord.Everyone.CloseAsync(4004);

        await Assert.ThrowsAsync<ShardFailedException>(() => shard.Reading);
        Assert.Empty(discord.Identifies);
        Assert.Equal(999, queue.Budget.Remaining);
    }

    [Fact]
    public async Task A_connection_that_goes_silent_meanwhile_is_noticed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(_time, identifyQueue: new EndlessQueue())).Start();
        await shard.InStateAsync(ShardState.Identifying);
        await discord.Everyone.GoSilentAsync();

        _time.Advance(Interval);
        _time.Advance(Interval);

        await shard.InStateAsync(ShardState.Waiting);
        Assert.Equal(ConnectionEndReason.Silent, shard.Shard.Status.LastEnd?.Reason);
    }

    [Fact]
    public async Task Heartbeats_go_on_meanwhile_and_those_asked_for_are_sent()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(_time, identifyQueue: new EndlessQueue())).Start();
        await shard.InStateAsync(ShardState.Identifying);
        RecordedConnection connection = Assert.Single(discord.Connections);

        for (int beat = 1; beat <= 5; beat++)
        {
            ShardLatency latency = shard.Shard.Latency;
            _time.Advance(Interval);
            await discord.WhenAsync(_ => connection.Heartbeats.Count == beat, $"beat {beat}");
            await shard.UntilAsync(() => shard.Shard.Latency != latency, "the ACK");
        }

        await discord.Everyone.RequestHeartbeatAsync();
        await discord.WhenAsync(_ => connection.Heartbeats.Count == 6, "the beat that was asked for");
        Assert.Equal(ShardState.Identifying, shard.Shard.Status.State);
    }

    [Fact]
    public async Task A_Ready_that_nobody_asked_for_is_taken_and_draws_no_Identify()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        IdentifyQueue queue = await UsedQueueAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Identifying);

        await discord.Everyone.SendAsync("""{"op":0,"t":"READY","s":1,"d":{"session_id":"early"}}""");
        await shard.InStateAsync(ShardState.Ready);
        _time.Advance(TimeSpan.FromSeconds(10));
        await discord.Everyone.SendAsync("""{"op":0,"t":"MARK","s":2,"d":{}}""");
        await shard.ReceivedAsync("MARK");

        Assert.Empty(discord.Identifies);
        Assert.Equal(999, queue.Budget.Remaining);
    }

    [Fact]
    public async Task A_queue_that_fails_meanwhile_is_the_readers_to_know_and_leaves_nothing_behind()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: new BrokenQueue())).Start();

        await Assert.ThrowsAsync<TimeoutException>(() => shard.Reading);

        Assert.Equal(ShardState.Closed, shard.Shard.Status.State);
        await discord.WhenAsync(static d => d.Connections[0].CloseFromClient is not null || !d.Connections[0].IsOpen, "the end of the connection");
        Assert.Empty(discord.Identifies);
    }

    [Fact]
    public async Task A_permit_that_cannot_be_given_back_costs_nobody_the_session()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: new KeepingQueue())).Start();

        await shard.ReceivedAsync("READY");
        await shard.ReceivedAsync("GUILD_CREATE");

        Assert.Equal(ShardState.Ready, shard.Shard.Status.State);
        Assert.Single(discord.Identifies);
    }

    [Theory]
    [InlineData("Ready", true)]
    [InlineData("close 4000", false)]
    [InlineData("op 9", false)]
    [InlineData("drop", false)]
    [InlineData("nothing", false)]
    [InlineData("the bot is stopped", null)] // neither
    public async Task The_queue_is_told_once_what_came_of_it(string answer, bool? isReady)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        FaultStep insteadOfReady = discord.NextConnection.InsteadOf(Moment.Ready);
        _ = answer switch
        {
            "close 4000" => insteadOfReady.Close(4000),
            "op 9" => insteadOfReady.InvalidSession(resumable: false),
            "drop" => insteadOfReady.Drop(),
            "Ready" => null,
            _ => insteadOfReady.Nothing(),
        };
        var queue = new ListeningQueue();
        ShardOptions options = discord.Options(_time, identifyQueue: queue) with { ReadyTimeout = TimeSpan.FromSeconds(15) };
        await using ShardUnderTest shard = new ShardUnderTest(discord, options).Start();
        await discord.WhenAsync(static d => d.Identifies.Count == 1, "the Identify");

        if (answer == "Ready")
        {
            await shard.InStateAsync(ShardState.Ready);
        }
        else if (isReady is null)
        {
            Task closing = shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
            await shard.Reading;
            await closing;
        }
        else
        {
            if (answer == "nothing")
            {
                _time.Advance(options.ReadyTimeout);
            }

            await shard.InStateAsync(ShardState.Waiting);
        }

        Assert.Equal(isReady is { } told ? [told] : [], queue.Answers);
    }

    [Fact]
    public async Task The_queue_is_told_nothing_of_an_Identify_that_was_not_sent()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.NextConnection.InsteadOf(Moment.Hello).Close(4000);
        var queue = new ListeningQueue();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();

        await shard.InStateAsync(ShardState.Waiting);

        Assert.Empty(queue.Answers);
    }

    /// <summary>A queue whose one bucket has identified right now.</summary>
    private async Task<IdentifyQueue> UsedQueueAsync()
    {
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1), _time);
        await using IIdentifyPermit other = await queue.AcquireAsync(new ShardId(0, 2), Conditions.Token);
        await other.UseAsync(Conditions.Token);
        return queue;
    }

    /// <summary>An identify queue in which nobody's turn ever comes.</summary>
    private sealed class EndlessQueue : IIdentifyQueue, IIdentifyPermit
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

        public async ValueTask UseAsync(CancellationToken cancellationToken) => await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

        public ValueTask DisposeAsync() => default;
    }

    /// <summary>An identify queue that fails once the shard is connected.</summary>
    private sealed class BrokenQueue : IIdentifyQueue, IIdentifyPermit
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

        public async ValueTask UseAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new TimeoutException("the queue's own");
        }

        public ValueTask DisposeAsync() => default;
    }

    /// <summary>An identify queue that fails when a permit is given back.</summary>
    private sealed class KeepingQueue : IIdentifyQueue, IIdentifyPermit
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

        public ValueTask UseAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => throw new TimeoutException("the queue's own");
    }

    /// <summary>An identify queue that lets everyone pass and hears what came of it.</summary>
    private sealed class ListeningQueue : IIdentifyQueue, IIdentifyPermit
    {
        private readonly ConcurrentQueue<bool> _answers = new();

        public IReadOnlyList<bool> Answers => [.. _answers];

        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

        public ValueTask UseAsync(CancellationToken cancellationToken) => default;

        public void ReportAnswer(bool isReady) => _answers.Enqueue(isReady);

        public ValueTask DisposeAsync() => default;
    }
}
