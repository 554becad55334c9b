using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

public class HeartbeatTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(41_250);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_first_beat_comes_after_a_random_part_of_the_interval_and_the_others_after_a_whole_one()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        ShardOptions options = discord.Options(_time, random: new Always(0.25));
        await using ShardUnderTest shard = await new ShardUnderTest(discord, options).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        RecordedConnection connection = discord.Connections[0];

        for (int beat = 1; beat <= 4; beat++)
        {
            ShardLatency latency = shard.Shard.Latency;
            _time.Advance(beat == 1 ? Interval / 4 : Interval);
            await discord.WhenAsync(_ => connection.Heartbeats.Count >= beat, $"beat {beat}");
            await shard.UntilAsync(() => shard.Shard.Latency != latency, "the ACK");
        }

        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => connection.OpenedAt + (Interval / 4) + (i * Interval)),
            connection.Heartbeats.Select(beat => beat.At));
        Assert.All(connection.Heartbeats, beat => Assert.Equal(2, beat.Sequence));
    }

    [Fact]
    public async Task A_requested_beat_is_sent_at_once()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Everyone.RequestHeartbeatAsync();

        await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count == 1, "the beat");
        Assert.Equal(2, discord.Connections[0].Heartbeats[0].Sequence);
        await shard.UntilAsync(() => shard.Shard.Latency.Latest is not null, "the ACK");
    }

    [Fact]
    public async Task Traffic_counts_as_life_even_if_no_beat_is_answered()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        discord.Everyone.InsteadOf(Moment.HeartbeatAck).Nothing();

        for (int i = 0; i < 20; i++)
        {
            await discord.Mira().SaysAsync($"{i}");
            await shard.UntilAsync(() => shard.Said.Count == i + 1, "the message");
            _time.Advance(Interval / 2);
        }

        Assert.Single(discord.Connections);
        Assert.Equal(ShardState.Ready, shard.Shard.Status.State);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_starves_no_heartbeat_and_its_silence_is_not_held_against_Discord()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        var release = new TaskCompletionSource();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time))
            .OnMessage(message => message.Name == "MESSAGE_CREATE" ? new ValueTask(release.Task) : ValueTask.CompletedTask);
        await shard.StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await discord.Mira().SaysAsync("this takes a while");
        await shard.SaidAsync("this takes a while");

        for (int beat = 1; beat <= 10; beat++)
        {
            _time.Advance(Interval);
            await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count >= beat, $"beat {beat}");
        }

        release.SetResult();
        await discord.Mira().SaysAsync("done");
        await shard.SaidAsync("this takes a while", "done");
        Assert.Single(discord.Connections);
        Assert.Null(shard.Shard.Latency.Latest); // its own time is not called Discord's

        _time.Advance(Interval);
        await shard.UntilAsync(() => shard.Shard.Latency.Latest < Interval, "the next beat to be measured");
    }

    [Fact]
    public async Task A_reader_that_blocks_its_thread_starves_no_heartbeat()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        using var release = new ManualResetEventSlim();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time)).OnMessage(message =>
        {
            if (message.Name == "MESSAGE_CREATE")
            {
                release.Wait(TimeSpan.FromSeconds(30));
            }

            return ValueTask.CompletedTask;
        });
        await shard.StartAndWaitUntilReadyAsync();
        await discord.Mira().SaysAsync("this blocks");
        await shard.SaidAsync("this blocks");

        for (int beat = 1; beat <= 5; beat++)
        {
            _time.Advance(Interval);
            await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count >= beat, $"beat {beat}");
        }

        release.Set();
        Assert.Single(discord.Connections);
    }
}
