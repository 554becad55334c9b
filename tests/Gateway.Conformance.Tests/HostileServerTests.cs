using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>Servers that say what they must not: none of it may break a shard, stop its heartbeat or make it hurry.</summary>
public class HostileServerTests
{
    private const string Ready = """{"op":0,"t":"READY","s":1,"d":{"session_id":"stray","resume_gateway_url":"wss://stray.invalid"}}""";

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":0}}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":-41250}}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":"soon"}}""")]
    [InlineData("""{"op":10,"d":null}""")]
    [InlineData("""{"op":10}""")]
    [InlineData("""{"op":10,"d":{"\ud800aaaaaaaaaaaaaaaaaa":1,"heartbeat_interval":41250}}""")]
    public async Task A_Hello_without_an_interval_is_followed_by_another_connection(string hello)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.NextConnection.InsteadOf(Moment.Hello).Send(hello);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();

        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));

        Assert.Contains(shard.History, s => s.LastEnd?.Reason == ConnectionEndReason.ProtocolError);
        Assert.Single(discord.Identifies);
    }

    [Theory]
    [InlineData("1", 2000)]
    [InlineData("864000000", 300_000)]
    [InlineData("1e300", 300_000)]
    public async Task A_silly_interval_is_kept_within_bounds(string interval, int milliseconds)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        discord.NextConnection.InsteadOf(Moment.Hello).Send($$$"""{"op":10,"d":{"heartbeat_interval":{{{interval}}}}}""");
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();

        for (int beat = 1; beat <= 3; beat++)
        {
            ShardLatency latency = shard.Shard.Latency;
            _time.Advance(TimeSpan.FromMilliseconds(beat == 1 ? milliseconds / 2 : milliseconds));
            await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count == beat, $"beat {beat}");
            await shard.UntilAsync(() => shard.Shard.Latency != latency, "the ACK");
        }

        Assert.Single(discord.Connections);
    }

    [Fact]
    public async Task A_second_Hello_draws_no_second_Identify()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();

        await discord.Everyone.SendAsync("""{"op":10,"d":{"heartbeat_interval":1000}}""");
        await discord.Mira().SaysAsync("hello");

        await shard.SaidAsync("hello");
        Assert.Single(discord.Identifies);
        Assert.Single(discord.Connections);
    }

    [Theory]
    [InlineData(Ready)]
    [InlineData("""{"op":0,"t":"RESUMED","s":9,"d":{}}""")]
    [InlineData("""{"op":0,"t":"MESSAGE_CREATE","s":9,"d":{"id":"1"}}""")]
    [InlineData("""{"op":11}""")]
    [InlineData("""{"op":1}""")]
    public async Task Before_Hello_nothing_counts(string early)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        Fault fault = discord.NextConnection.InsteadOf(Moment.Hello).Send(early);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, connectTimeout: Timeout.InfiniteTimeSpan)).Start();
        await fault.StruckAsync();
        await shard.UntilAsync(() => shard.Payloads == 1, "the payload");

        Assert.Equal(ShardState.Connecting, shard.Shard.Status.State);
        Assert.Null(shard.Shard.Session);
        _time.Advance(TimeSpan.FromSeconds(20)); // the deadline for Hello stands
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));
        Assert.Contains(shard.History, s => s.LastEnd?.Reason == ConnectionEndReason.HelloTimedOut);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Resumed_instead_of_Ready_means_nothing()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        Fault outage = discord.Everyone.InsteadOf(Moment.Ready).Nothing();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await outage.StruckAsync();

        await discord.Everyone.SendAsync("""{"op":0,"t":"RESUMED","s":9,"d":{}}""");
        await shard.ReceivedAsync("RESUMED");
        Assert.Equal(ShardState.Identifying, shard.Shard.Status.State);
        outage.Lift();

        await shard.InStateAsync(ShardState.Ready);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""
        ,"session_id":null
        """)]
    [InlineData("""
        ,"session_id":""
        """)]
    public async Task A_Ready_without_a_session_is_good_until_the_connection_is_lost(string session)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        discord.NextConnection.InsteadOf(Moment.Ready).Send($$$"""{"op":0,"t":"READY","s":1,"d":{"v":10{{{session}}}}}""");
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        Assert.Null(shard.Shard.Session);

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Empty(discord.Resumes);
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"nowhere\"")]
    [InlineData("\"wss://\"")]
    [InlineData("\"wss://a host:99999/\"")]
    [InlineData("\"https://gateway.discord.gg\"")]
    [InlineData("\"wss://\u202e\"")] // an address for some, and none for others
    [InlineData("\"wss://a\u200b.example\"")]
    [InlineData("\"ws://gateway.example\"")] // the token would travel unencrypted
    [InlineData("\"wss://resume.invalid\"")] // no resolver knows it
    public async Task An_address_for_resuming_that_is_of_no_use_leaves_the_main_one(string url)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        discord.NextConnection.InsteadOf(Moment.Ready).Send(
            $$$"""{"op":0,"t":"READY","s":1,"d":{"session_id":"unknown to Discord","resume_gateway_url":{{{url}}}}}""");
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, discord.ExpectResumeAsync());
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(GatewayHost.Main, Assert.Single(discord.Resumes).Connection.Host);
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Opcode_9_instead_of_Hello_is_followed_by_another_connection(bool resumable)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        discord.NextConnection.InsteadOf(Moment.Hello).InvalidSession(resumable);

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(resumable ? 1 : 0, discord.Resumes.Count);
        Assert.Equal(resumable ? 1 : 2, discord.Identifies.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Opcode_9_instead_of_Ready_is_followed_by_another_Identify_after_a_pause(bool resumable)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        discord.NextConnection.InsteadOf(Moment.Ready).InvalidSession(resumable);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();

        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));

        Assert.Empty(discord.Resumes);
        Assert.Equal(2, discord.Identifies.Count);
        ShardStatus pause = Assert.Single(shard.History, s => s.State == ShardState.Waiting);
        Assert.InRange(pause.Until!.Value - pause.Since, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal((ConnectionEndReason.IdentifyRefused, ConnectionEnder.Discord), (pause.LastEnd?.Reason, pause.LastEnd?.By));
        Assert.Equal("Discord refused the Identify (opcode 9)", pause.LastEnd?.ToString());
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4003, false)]
    [InlineData(4009, false)]
    [InlineData(4999, true)]
    public async Task A_close_instead_of_the_answer_to_a_Resume_decides_as_at_any_other_time(int code, bool resumes)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        discord.NextConnection.InsteadOf(Moment.Replay).Close(code);

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(resumes ? 2 : 1, discord.Resumes.Count);
        Assert.Equal(resumes ? 1 : 2, discord.Identifies.Count);
    }

    [Fact]
    public async Task Resumes_that_are_never_answered_end_in_a_new_session_by_way_of_both_hosts()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        discord.Everyone.InsteadOf(Moment.Replay).Drop();

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(
            [GatewayHost.Resume, GatewayHost.Main, GatewayHost.Resume, GatewayHost.Main],
            discord.Resumes.Select(r => r.Connection.Host));
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Fact]
    public async Task Heartbeats_before_the_answer_to_a_Resume_carry_the_old_sequence()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        Fault fault = discord.NextConnection.InsteadOf(Moment.Replay).Nothing();
        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, fault.StruckAsync());

        await discord.Everyone.RequestHeartbeatAsync();
        await discord.WhenAsync(d => d.Connections[1].Heartbeats.Count == 1, "the beat");

        Assert.Equal(2, discord.Connections[1].Heartbeats[0].Sequence);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(4000)]
    [InlineData(null)]
    public async Task A_close_frame_is_answered_with_a_code_that_keeps_the_session(int? code)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();

        await discord.Everyone.CloseAsync(code);

        await discord.WhenAsync(d => d.Connections[0].CloseFromClient is not null, "the answer");
        Assert.Equal(4000, discord.Connections[0].CloseFromClient!.Code);
    }

    [Theory]
    [InlineData("""{"op":7,"d":null}""")]
    [InlineData("""{"op":9,"d":false}""")]
    [InlineData("""{"op":1,"d":null}""")]
    [InlineData("""{"op":10,"d":{"heartbeat_interval":1}}""")]
    [InlineData(Ready)]
    [InlineData("no JSON")]
    public async Task What_comes_while_a_shard_closes_changes_nothing(string late)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        Fault reply = discord.Everyone.InsteadOf(Moment.CloseReply).Nothing();
        Task closing = shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await discord.ExpectCloseAsync(1000);

        await discord.Everyone.SendAsync(late);
        reply.Lift();

        await closing;
        await shard.Reading;
        Assert.Equal(ShardState.Closed, shard.Shard.Status.State);
        Assert.Equal(ConnectionEndReason.LoggedOff, shard.Shard.Status.LastEnd?.Reason);
        Assert.Single(discord.Connections);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/?v=6&encoding=etf&compress=none#part")]
    public async Task An_address_for_resuming_is_completed_whatever_hangs_on_to_it(string rest)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        string address = discord.ResumeGatewayUri.GetLeftPart(UriPartial.Authority);
        discord.NextConnection.InsteadOf(Moment.Ready).Send(
            $$$"""{"op":0,"t":"READY","s":1,"d":{"session_id":"unknown to Discord","resume_gateway_url":"{{{address}}}{{{rest}}}"}}""");
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, discord.ExpectResumeAsync());

        RecordedConnection connection = Assert.Single(discord.Resumes).Connection;
        Assert.Equal(GatewayHost.Resume, connection.Host);
        Assert.Equal(discord.Connections[0].Query, connection.Query);
    }

    [Fact]
    public async Task A_flood_of_requested_beats_before_an_Identify_leaves_room_for_it()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1), _time);
        await using (IIdentifyPermit other = await queue.AcquireAsync(new ShardId(0, 2), Conditions.Token))
        {
            await other.UseAsync(Conditions.Token);
        }

        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Identifying);
        for (int i = 0; i < 300; i++)
        {
            await discord.Everyone.RequestHeartbeatAsync();
        }

        await shard.UntilAsync(() => shard.Payloads == 301 + discord.Connections[0].Heartbeats.Count, "Hello, all requests, and the ACKs");
        _time.Advance(IdentifyQueue.Window);

        await shard.InStateAsync(ShardState.Ready);
        Assert.Single(discord.Connections);
    }

    [Fact]
    public async Task A_flood_of_requested_beats_is_answered_within_the_limit_on_sends()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();

        for (int i = 0; i < 300; i++)
        {
            await discord.Everyone.RequestHeartbeatAsync();
        }

        await discord.Mira().SaysAsync("still here");
        await shard.SaidAsync("still here");
        await discord.WhenAsync(static d => d.Connections[0].Heartbeats.Count > 0, "an answer"); // beats travel beside what is read
        Assert.InRange(discord.Connections[0].Heartbeats.Count, 1, 119);
        Assert.Single(discord.Connections);
    }
}
