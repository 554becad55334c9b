using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>What never comes, and when a shard stops waiting for it.</summary>
public class DeadlineTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(41_250);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Without_Hello_the_shard_connects_anew()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        Fault fault = discord.NextConnection.InsteadOf(Moment.Hello).Nothing();
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(_time, connectTimeout: Timeout.InfiniteTimeSpan)).Start();
        await fault.StruckAsync();

        Task ended = EndedAsync(shard, ConnectionEndReason.HelloTimedOut);
        while (!ended.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(ended, Task.Delay(1, Conditions.Token));
        }

        await ended;
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));

        Assert.Equal(2, discord.Connections.Count);
    }

    [Fact]
    public async Task Waiting_for_a_turn_to_identify_is_not_waiting_for_Hello()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(_time, identifyQueue: new SlowQueue(TimeSpan.FromSeconds(30), _time))).Start();
        await shard.InStateAsync(ShardState.Identifying);

        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));

        Assert.Single(discord.Connections);
    }

    [Fact]
    public async Task Without_Ready_the_shard_keeps_beating_for_minutes_and_burns_no_second_Identify()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        Fault outage = discord.Everyone.InsteadOf(Moment.Ready).Nothing();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await outage.StruckAsync();

        await BeatAsync(shard, times: 12);
        outage.Lift();

        await shard.InStateAsync(ShardState.Ready);
        Assert.Single(discord.Identifies);
        Assert.Single(discord.Connections);
    }

    [Fact]
    public async Task A_Ready_that_never_comes_at_all_is_given_up_after_ten_minutes()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        Fault outage = discord.NextConnection.InsteadOf(Moment.Ready).Nothing();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await outage.StruckAsync();

        await BeatAsync(shard, times: 14); // nine minutes and a half
        _time.Advance(TimeSpan.FromSeconds(30));

        await EndedAsync(shard, ConnectionEndReason.ReadyTimedOut);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Fact]
    public async Task An_unanswered_Resume_is_tried_on_the_other_host()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        Fault fault = discord.NextConnection.InsteadOf(Moment.Replay).Nothing();

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, fault.StruckAsync());
        await BeatAsync(shard, times: 1);
        _time.Advance(TimeSpan.FromSeconds(19));
        await EndedAsync(shard, ConnectionEndReason.ResumedTimedOut);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal([GatewayHost.Resume, GatewayHost.Main], discord.Resumes.Select(r => r.Connection.Host));
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Old_events_do_not_put_off_the_deadline_of_a_Resume()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        Fault fault = discord.NextConnection.InsteadOf(Moment.Replay).Nothing();
        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, fault.StruckAsync());

        await BeatAsync(shard, times: 1);
        await discord.Everyone.SendAsync("""{"op":0,"t":"OLD","s":1,"d":{}}""");
        await shard.ReceivedAsync("OLD");
        await shard.UntilAsync(() => shard.IsWaiting, "the reader to come back");
        _time.Advance(TimeSpan.FromSeconds(19)); // sixty since the Resume, with the beat's forty-one

        await EndedAsync(shard, ConnectionEndReason.ResumedTimedOut);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_over_what_is_replayed_is_no_Discord_that_does_not_answer()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var release = new TaskCompletionSource();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time))
            .OnMessage(message => message.Name == "MESSAGE_CREATE" ? new ValueTask(release.Task) : ValueTask.CompletedTask);
        await shard.StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await discord.Everyone.DropAsync();
        await shard.InStateAsync(ShardState.Waiting);
        await discord.Mira().SaysAsync("this takes a while");
        await discord.Mira().SaysAsync("done");
        await shard.PassTimeUntilAsync(_time, shard.SaidAsync("this takes a while"));

        _time.Advance(Interval);
        _time.Advance(Interval);
        release.SetResult();
        await shard.SaidAsync("this takes a while", "done");
        await shard.InStateAsync(ShardState.Ready, times: 2);

        Assert.Equal(2, discord.Connections.Count);
        Assert.Single(discord.Resumes);
        Assert.DoesNotContain(shard.History, static status => status.LastEnd?.Reason == ConnectionEndReason.ResumedTimedOut);
    }

    [Fact]
    public async Task A_close_frame_that_is_never_answered_holds_nobody()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        discord.Everyone.InsteadOf(Moment.CloseReply).Nothing();

        Task closing = shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await discord.ExpectCloseAsync(1000);
        _time.Advance(TimeSpan.FromSeconds(5));

        await closing;
        await shard.Reading;
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed_after_one_silent_interval_and_resumed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await discord.Everyone.GoSilentAsync();

        // The first beat takes the signs of life there were; a whole silent interval later the connection is given up.
        _time.Advance(Interval);
        _time.Advance(Interval);
        await EndedAsync(shard, ConnectionEndReason.Silent);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Single(discord.Resumes);
        Assert.Single(discord.Identifies);
    }

    private static Task EndedAsync(ShardUnderTest shard, ConnectionEndReason reason) => shard.UntilAsync(
        () => shard.History.Any(s => s.State == ShardState.Waiting && s.LastEnd!.Reason == reason), $"the end: {reason}");

    /// <summary>Lets whole intervals pass, in each of which a heartbeat is sent and its ACK read.</summary>
    private async Task BeatAsync(ShardUnderTest shard, int times)
    {
        RecordedConnection connection = shard.Discord.Connections[^1];
        int before = connection.Heartbeats.Count;
        for (int beat = 1; beat <= times; beat++)
        {
            ShardLatency latency = shard.Shard.Latency;
            _time.Advance(Interval);
            await shard.Discord.WhenAsync(_ => connection.Heartbeats.Count >= before + beat, $"beat {beat}");
            await shard.UntilAsync(() => shard.Shard.Latency != latency && shard.IsWaiting, "the ACK");
        }
    }

    /// <summary>An identify queue that takes its time once the shard is connected.</summary>
    private sealed class SlowQueue(TimeSpan wait, TimeProvider time) : IIdentifyQueue
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IIdentifyPermit>(new Permit(wait, time));

        private sealed class Permit(TimeSpan wait, TimeProvider time) : IIdentifyPermit
        {
            public async ValueTask UseAsync(CancellationToken cancellationToken) => await Task.Delay(wait, time, cancellationToken);

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
