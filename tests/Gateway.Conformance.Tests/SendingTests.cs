using Gateway.Core.Commands;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

public class SendingTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_command_is_sent_and_answered()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();

        await shard.Shard.SendAsync(
            new RequestGuildMembers { GuildId = discord.Guild("Harbour").Id, UserIds = [discord.Mira().Id], Nonce = "one" }, Conditions.Token);

        await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK");
    }

    [Fact]
    public async Task A_command_waits_until_the_shard_is_live()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using var shard = new ShardUnderTest(discord, discord.Options());

        Task sent = shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Conditions.Token);
        Assert.False(sent.IsCompleted);
        shard.Start();

        await sent;
        await discord.ExpectFrameAsync(frame => frame.Opcode == 3);
    }

    [Fact]
    public async Task A_command_given_while_the_connection_is_lost_is_sent_once_the_session_is_resumed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await discord.Everyone.DropAsync();
        await shard.InStateAsync(ShardState.Waiting);

        Task sent = shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Conditions.Token);
        Assert.False(sent.IsCompleted);
        await shard.PassTimeUntilAsync(_time, sent);

        RecordedFrame frame = await discord.ExpectFrameAsync(frame => frame.Opcode == 3);
        Assert.Contains(frame, discord.Connections[1].Received);
    }

    [Fact]
    public async Task A_flood_of_commands_is_held_to_the_limit_and_starves_no_heartbeat()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        Task[] sends = [.. Enumerable.Range(0, 300).Select(i =>
            shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Conditions.Token))];
        await discord.WhenAsync(d => Commands(d) == 114, "all that the first minute allows beside the Identify");
        await discord.Everyone.RequestHeartbeatAsync();
        await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count > 0, "a heartbeat in spite of the flood");

        Task all = Task.WhenAll(sends);
        while (!all.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(all, Task.Delay(1, Conditions.Token));
        }

        await all;
        await discord.WhenAsync(d => Commands(d) == 300, "all commands");
        Assert.Single(discord.Connections);
        Assert.Equal(ShardState.Ready, shard.Shard.Status.State);
    }

    [Fact]
    public async Task A_command_that_is_given_up_is_not_sent_and_holds_up_no_other()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using var shard = new ShardUnderTest(discord, discord.Options());
        using var cancellation = new CancellationTokenSource();
        Task first = shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, cancellation.Token);
        Task second = shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.DoNotDisturb }, Conditions.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await shard.StartAndWaitUntilReadyAsync();
        await second;

        await discord.ExpectFrameAsync(frame => frame.Opcode == 3);
        Assert.Equal(1, Commands(discord));
    }

    [Fact]
    public async Task A_command_that_can_never_be_sent_fails()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();
        await discord.Everyone.DropAsync();
        Task waiting = shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token);
        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);

        await Assert.ThrowsAsync<ShardClosedException>(() => shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token));
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(5), Conditions.Token));
        Assert.True(waiting.IsCompleted);
    }

    private static int Commands(SimulatedDiscord discord) =>
        discord.Connections.Sum(c => c.Received.Count(frame => frame.Opcode == 3));
}
