using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>What can be seen of a shard in each state.</summary>
public class StatusTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Of_a_shard_that_nobody_reads()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        ShardStatus status = new Shard(new ShardId(0, 1), discord.Options(_time)).Status;

        Assert.Equal((ShardState.Idle, _time.GetUtcNow(), 1), (status.State, status.Since, status.Attempt));
        Assert.Null(status.LastEnd);
        Assert.Null(status.SessionSince);
        Assert.Null(status.LastEventAt);
        Assert.Equal("Idle", status.ToString());
    }

    [Fact]
    public async Task Of_one_that_is_ready_and_was_resumed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        DateTimeOffset began = _time.GetUtcNow();
        await shard.ReceivedAsync("GUILD_CREATE");
        _time.Advance(TimeSpan.FromMinutes(1));
        await discord.Everyone.RequestHeartbeatAsync();
        await shard.UntilAsync(() => shard.Shard.Latency.Latest is not null, "the ACK");
        await discord.Everyone.RequestReconnectAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        await shard.ReceivedAsync("RESUMED");
        DateTimeOffset resumed = shard.History[^1].Since;

        ShardStatus status = shard.Shard.Status;

        Assert.Equal((ShardState.Ready, resumed), (status.State, status.Since));
        Assert.Equal((began, 1), (status.SessionSince, status.Resumes));
        Assert.Equal(resumed, status.LastEventAt);
        Assert.Equal((ConnectionEndReason.ReconnectRequested, ConnectionEnder.Discord), (status.LastEnd?.Reason, status.LastEnd?.By));
        Assert.Equal(began + TimeSpan.FromMinutes(1), status.LastEndAt);
        Assert.Equal(shard.Shard.Latency, status.Latency);
        Assert.Equal(0, status.Failures);
        Assert.Equal($"Ready since {resumed:HH:mm:ss}Z, latency 0 ms", status.ToString());
    }

    [Fact]
    public async Task Of_one_that_waits_for_its_next_connection()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.Everyone.InsteadOf(Moment.Hello).Close(4000);
        await using ShardUnderTest shard = new ShardUnderTest(
            discord, discord.Options(_time, reconnectDelay: TimeSpan.FromSeconds(10))).Start();
        await shard.InStateAsync(ShardState.Waiting);

        ShardStatus status = shard.Shard.Status;

        Assert.Equal((ShardState.Waiting, 1, 2), (status.State, status.Failures, status.Attempt));
        Assert.Equal(status.Since + TimeSpan.FromSeconds(10), status.Until); // half of 10 s, doubled once
        Assert.Equal(GatewayCloseCode.UnknownError, status.LastEnd?.CloseCode);
        Assert.Equal(status.Since, status.LastEndAt);
        Assert.Equal("Waiting until 12:00:10Z, attempt 2 (Discord closed with 4000 (UnknownError))", status.ToString());
    }

    [Fact]
    public async Task Of_one_that_may_not_identify_today()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 0, TimeSpan.FromHours(3), 1), _time);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Queued);

        ShardStatus status = shard.Shard.Status;

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(3), status.Until);
        Assert.Equal("Queued until 15:00:00Z, attempt 1", status.ToString());
        // In steps: the shard may say that it waits a moment before it does.
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Connecting), stepInMilliseconds: 60_000);
        Assert.True(_time.GetUtcNow() >= status.Until);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready));
        Assert.Single(discord.Identifies);
        Assert.Null(shard.Shard.Status.Until);
    }

    [Fact]
    public async Task Of_one_that_failed_or_was_closed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await discord.Everyone.CloseAsync(4014);
        await Assert.ThrowsAsync<ShardFailedException>(() => shard.Reading);

        Assert.Equal("Failed since 12:00:00Z (Discord closed with 4014 (DisallowedIntents))", shard.Shard.Status.ToString());
        Assert.Null(shard.Shard.Status.SessionSince);
    }

    [Fact]
    public async Task An_end_of_the_transport_tells_the_error_and_that_nobody_wanted_it()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await discord.MainHost.RefuseAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await shard.InStateAsync(ShardState.Waiting);

        ConnectionEnd end = shard.Shard.Status.LastEnd!;

        Assert.Equal((ConnectionEndReason.ConnectFailed, ConnectionEnder.Transport), (end.Reason, end.By));
        Assert.NotNull(end.Error);
    }

    [Fact]
    public async Task A_new_session_begins_its_age_and_its_resumes_anew()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        Assert.Equal(1, shard.Shard.Status.Resumes);

        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 3));

        ShardStatus status = shard.Shard.Status;
        Assert.Equal((status.Since, 0), (status.SessionSince, status.Resumes));
        Assert.Null(shard.History.Last(s => s.State == ShardState.Waiting).SessionSince);
    }
}
