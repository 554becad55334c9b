using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>A shard can be closed in every phase, at once, and leaves nothing behind.</summary>
public class ClosingTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task While_nobody_reads_it()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options());

        await shard.CloseAsync(cancellationToken: Conditions.Token);

        Assert.Equal(ShardState.Idle, shard.Status.State);
    }

    [Fact]
    public async Task While_it_connects()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.MainHost.Hang();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await discord.MainHost.FailedAttemptsAsync(1);

        await CloseAsync(shard);
    }

    [Fact]
    public async Task While_it_waits_for_Hello()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        Fault fault = discord.Everyone.InsteadOf(Moment.Hello).Nothing();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await fault.StruckAsync();

        await CloseAsync(shard);
    }

    [Fact]
    public async Task While_it_waits_in_the_identify_queue_and_its_place_is_given_up()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1), _time);
        IIdentifyPermit other = await queue.AcquireAsync(new ShardId(0, 2), Conditions.Token);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Queued);

        await CloseAsync(shard);

        Assert.Empty(discord.Connections);
        await other.DisposeAsync();
        await (await queue.AcquireAsync(new ShardId(1, 2), Conditions.Token)).DisposeAsync();
    }

    [Fact]
    public async Task While_it_waits_for_its_five_seconds_and_the_permit_is_returned()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1), _time);
        await using (IIdentifyPermit other = await queue.AcquireAsync(new ShardId(0, 2), Conditions.Token))
        {
            await other.UseAsync(Conditions.Token);
        }

        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, identifyQueue: queue)).Start();
        await shard.InStateAsync(ShardState.Identifying);

        await CloseAsync(shard);

        Assert.Empty(discord.Identifies);
        Assert.Equal(999, queue.Budget.Remaining);
    }

    [Fact]
    public async Task While_it_waits_for_Ready()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        Fault fault = discord.Everyone.InsteadOf(Moment.Ready).Nothing();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await fault.StruckAsync();

        await CloseAsync(shard);
    }

    [Fact]
    public async Task While_it_resumes()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        Fault fault = discord.NextConnection.InsteadOf(Moment.Replay).Nothing();
        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, fault.StruckAsync());

        await CloseAsync(shard);
    }

    [Fact]
    public async Task While_it_pauses()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await discord.MainHost.RefuseAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).Start();
        await shard.InStateAsync(ShardState.Waiting);

        await CloseAsync(shard);
    }

    [Fact]
    public async Task While_it_is_live_and_twice_is_as_good_as_once()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();

        await Task.WhenAll(CloseAsync(shard), CloseAsync(shard));

        await discord.ExpectCloseAsync(1000);
    }

    private static async Task CloseAsync(ShardUnderTest shard)
    {
        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await shard.Reading;
        Assert.Equal(ShardState.Closed, shard.Shard.Status.State);
        Assert.Equal(ConnectionEndReason.LoggedOff, shard.Shard.Status.LastEnd?.Reason);
    }
}
