using System.Net;
using System.Net.Sockets;
using Gateway.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>What ends connections in the wild, and what a shard does about it.</summary>
public class LostConnectionTests
{
    public static TheoryData<string> Losses =>
    [
        "drop", "reset", "op 7", "op 9 true", "close 4000", "close 4001", "close 4002", "close 4008", "close 1001",
        "close 1012", "close 4999", "close without code", "garbled stream", "no JSON", "invalid UTF-8",
    ];

    public static TheoryData<string> SessionEnds =>
        ["op 9 false", "close 4003", "close 4005", "close 4007", "close 4009"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task The_session_is_resumed_on_its_own_host_and_nothing_is_missed(string loss)
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(time)).StartAndWaitUntilReadyAsync();
        await discord.Mira().SaysAsync("before");
        await shard.SaidAsync("before");
        long sequence = shard.Events[^1].Sequence!.Value;

        await LoseAsync(discord, loss);
        await shard.InStateAsync(ShardState.Waiting);
        await discord.Mira().SaysAsync("meanwhile");
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2));
        await discord.Mira().SaysAsync("after");

        await shard.SaidAsync("before", "meanwhile", "after");
        RecordedResume resume = Assert.Single(discord.Resumes);
        Assert.Equal(GatewayHost.Resume, resume.Connection.Host);
        Assert.Equal(sequence, resume.Sequence);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task A_log_that_throws_costs_what_is_logged_and_nothing_else()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        ShardOptions options = discord.Options(time) with { Logger = new ThrowingLogger() };
        await using ShardUnderTest shard = await new ShardUnderTest(discord, options).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2));
        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await shard.Reading;

        Assert.Single(discord.Resumes);
        await Assert.ThrowsAsync<ShardClosedException>(() => shard.Shard.SendAsync(new Core.Commands.UpdatePresence(), Conditions.Token));
    }

    [Theory]
    [MemberData(nameof(SessionEnds))]
    public async Task A_session_that_is_gone_is_followed_by_a_new_one_on_the_main_host(string end)
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await LoseAsync(discord, end);
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2));
        await shard.ReceivedAsync("GUILD_CREATE", times: 2);

        Assert.Empty(discord.Resumes);
        Assert.Equal(2, discord.Identifies.Count);
        Assert.Equal(GatewayHost.Main, discord.Identifies[1].Connection.Host);
        Assert.True(discord.Identifies[1].At - discord.Identifies[0].At >= TimeSpan.FromSeconds(5), "the identify queue was passed by");
    }

    [Fact]
    public async Task A_normal_closure_is_answered_with_a_Resume_and_if_the_session_is_gone_with_an_Identify()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Everyone.CloseAsync(1000);
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Single(discord.Resumes);
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Theory]
    [InlineData(4004)]
    [InlineData(4010)]
    [InlineData(4011)]
    [InlineData(4012)]
    [InlineData(4013)]
    [InlineData(4014)]
    public async Task A_fatal_close_ends_the_reading_with_what_to_do(int code)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.Everyone.InsteadOf(Moment.Ready).Close(code);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options()).Start();

        ShardFailedException error = await Assert.ThrowsAsync<ShardFailedException>(() => shard.Reading);

        Assert.Equal(code, (int)error.CloseCode);
        Assert.Contains(code.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Equal(ShardState.Failed, shard.Shard.Status.State);
        Assert.Single(discord.Connections);
        await Assert.ThrowsAsync<ShardClosedException>(() => shard.Shard.SendAsync(new Core.Commands.UpdatePresence(), Conditions.Token));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("503")]
    [InlineData("hangs")]
    [InlineData("unknown")]
    public async Task An_unreachable_resume_host_is_left_for_the_main_one_and_the_session_resumed_there(string failure)
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        if (failure == "unknown")
        {
            discord.ResumeHost.BecomeUnknown(); // READY tells the name that DNS does not know
        }

        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        switch (failure)
        {
            case "refused":
                await discord.ResumeHost.RefuseAsync();
                break;
            case "503":
                discord.ResumeHost.AnswerWith(503);
                break;
            case "hangs":
                discord.ResumeHost.Hang();
                break;
        }

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Connecting, times: 2));
        if (failure == "hangs")
        {
            await discord.ResumeHost.FailedAttemptsAsync(1);
            time.Advance(TimeSpan.FromSeconds(20)); // the deadline for connecting
        }

        await discord.Mira().SaysAsync("meanwhile");
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2));

        await shard.SaidAsync("meanwhile");
        Assert.Equal(GatewayHost.Main, Assert.Single(discord.Resumes).Connection.Host);
        Assert.Single(discord.Identifies);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(521)]
    public async Task A_main_host_that_refuses_the_upgrade_is_asked_again_after_pauses_that_grow_and_no_Identify_is_spent(int status)
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1), time);
        discord.MainHost.AnswerWith(status);
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(time, reconnectDelay: TimeSpan.FromSeconds(1), identifyQueue: queue)).Start();

        DateTimeOffset start = time.GetUtcNow();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Connecting, times: 12), stepInMilliseconds: 1000);
        Assert.True(time.GetUtcNow() - start > TimeSpan.FromMinutes(1), $"{time.GetUtcNow() - start}\n{shard}");
        Assert.Contains($"{status}", shard.Shard.Status.LastEnd?.ToString(), StringComparison.Ordinal);
        await discord.RecoverAsync();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready), stepInMilliseconds: 1000);

        Assert.Equal(999, queue.Budget.Remaining);
    }

    [Fact]
    public async Task A_handshake_that_hangs_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var address = new Uri($"wss://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}/");
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(time, gatewayUri: address)).Start();
        using Socket accepted = await mute.AcceptSocketAsync(Conditions.Token); // and nothing more: TLS gets no answer

        time.Advance(TimeSpan.FromSeconds(20));

        await shard.InStateAsync(ShardState.Waiting);
        Assert.Equal(ConnectionEndReason.ConnectTimedOut, shard.Shard.Status.LastEnd?.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // whether it is resumed then is a race between what is due and what arrives
    public async Task A_process_that_slept_for_ten_minutes_comes_back(bool hasLostItsConnection)
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        if (hasLostItsConnection)
        {
            await discord.Everyone.GoSilentAsync();
        }

        time.Advance(TimeSpan.FromMinutes(10)); // every timer there is goes off at once
        await discord.Mira().SaysAsync("awake");
        await shard.PassTimeUntilAsync(time, shard.SaidAsync("awake"));

        Assert.InRange(discord.Resumes.Count, hasLostItsConnection ? 1 : 0, 1);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task An_outage_of_hours_is_sat_out_without_hurry_and_ends_in_one_Identify()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = time);
        await using ShardUnderTest shard = await new ShardUnderTest(
            discord, discord.Options(time, reconnectDelay: TimeSpan.FromSeconds(1))).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await discord.MainHost.RefuseAsync();
        await discord.ResumeHost.RefuseAsync();
        await discord.Everyone.DropAsync();
        DateTimeOffset start = time.GetUtcNow();

        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Connecting, times: 200), stepInMilliseconds: 30_000);
        TimeSpan outage = time.GetUtcNow() - start;
        await discord.RecoverAsync();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2), stepInMilliseconds: 1000);

        Assert.True(outage > TimeSpan.FromHours(1), $"{outage}"); // half a minute each, in the mean
        Assert.Single(discord.Resumes); // the session had died meanwhile
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Fact]
    public async Task A_drop_between_Identify_and_Ready_identifies_again_and_never_resumes()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = time);
        discord.NextConnection.InsteadOf(Moment.Ready).Drop();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(time)).Start();

        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready));

        Assert.Equal(2, discord.Identifies.Count);
        Assert.Empty(discord.Resumes);
    }

    [Fact]
    public async Task Reconnect_instead_of_Hello_is_followed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.NextConnection.InsteadOf(Moment.Hello).Reconnect();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();

        Assert.Equal(2, discord.Connections.Count);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Reconnect_while_resuming_resumes_again()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        discord.NextConnection.InsteadOf(Moment.Replay).Reconnect();

        await discord.Everyone.DropAsync();
        await shard.InStateAsync(ShardState.Ready, times: 2);

        Assert.Equal(2, discord.Resumes.Count);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task A_session_that_died_while_resuming_is_followed_by_a_new_one()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        discord.NextConnection.InsteadOf(Moment.Replay).InvalidSession(resumable: false);

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Single(discord.Resumes);
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Fact]
    public async Task Accepting_and_closing_at_once_makes_no_hot_loop()
    {
        var time = new FakeTimeProvider();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.Everyone.InsteadOf(Moment.Hello).Drop();
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(time, reconnectDelay: TimeSpan.FromSeconds(1))).Start();

        DateTimeOffset start = time.GetUtcNow();
        await shard.PassTimeUntilAsync(time, shard.InStateAsync(ShardState.Connecting, times: 12), stepInMilliseconds: 1000);

        // Pauses average half of 2, 4, 8, 16, 32, 60, 60, … seconds: far more than a minute for eleven of them.
        Assert.True(time.GetUtcNow() - start > TimeSpan.FromMinutes(1), $"{time.GetUtcNow() - start}\n{shard}");
        Assert.True(shard.Shard.Status.Failures >= 11);
    }

    [Fact]
    public async Task A_message_larger_than_allowed_ends_the_connection_and_not_the_shard()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(maxMessageSize: 128 * 1024))
            .StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Everyone.SendAsync("{\"op\":99,\"d\":\"" + new string('x', 200 * 1024) + "\"}");
        await shard.InStateAsync(ShardState.Ready, times: 2);

        Assert.Contains(shard.History, s => s.LastEnd?.Reason == ConnectionEndReason.MessageTooLarge);
        Assert.Single(discord.Resumes);
    }

    private static Task LoseAsync(SimulatedDiscord discord, string loss) => loss switch
    {
        "drop" => discord.Everyone.DropAsync(),
        "reset" => discord.Everyone.ResetAsync(),
        "op 7" => discord.Everyone.RequestReconnectAsync(),
        "op 9 true" => discord.Everyone.InvalidateSessionAsync(resumable: true),
        "op 9 false" => discord.Everyone.InvalidateSessionAsync(resumable: false),
        "close without code" => discord.Everyone.CloseAsync(null),
        "garbled stream" => GarbleAsync(discord),
        "no JSON" => discord.Everyone.SendAsync("""{"op":0,"""),
        "invalid UTF-8" => discord.Everyone.SendBytesAsync(new byte[] { 0xFF, 0xFE, 0xFD, 0, 0, 0xFF, 0xFF }),
        _ => discord.Everyone.CloseAsync(int.Parse(loss["close ".Length..], System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static async Task GarbleAsync(SimulatedDiscord discord)
    {
        await discord.Everyone.GarbleNextAsync();
        await discord.Everyone.RequestHeartbeatAsync();
    }

    /// <summary>A log whose disk is full.</summary>
    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new AggregateException(new IOException("no space left on device"));
    }
}
