using Gateway.Core.Commands;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

public class SendingTests
{
    private const GatewayIntents WithMembers = GatewayIntents.Guilds | GatewayIntents.GuildMembers;

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

        Task[] sends = [.. Enumerable.Range(0, 300).Select(i => shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token))];
        await discord.WhenAsync(d => Frames(d, 4).Count == 114, "all that the first minute allows beside the Identify");
        await discord.Everyone.RequestHeartbeatAsync();
        await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count > 0, "a heartbeat in spite of the flood");

        await PassSecondsUntilAsync(Task.WhenAll(sends));

        await discord.WhenAsync(d => Frames(d, 4).Count == 300, "all commands");
        Assert.Single(discord.Connections);
        Assert.Equal(ShardState.Ready, shard.Shard.Status.State);
    }

    [Fact]
    public async Task Each_connection_has_a_limit_of_its_own()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await Task.WhenAll(Enumerable.Range(0, 114).Select(_ => shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token)));
        Task next = shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token);
        Assert.False(next.IsCompleted);
        DateTimeOffset usedUp = _time.GetUtcNow();

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, next);

        Assert.True(_time.GetUtcNow() - usedUp < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Presences_and_voice_states_go_before_requests()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using var shard = new ShardUnderTest(discord, discord.Options());
        Task[] sends =
        [
            shard.Shard.SendAsync(ById(discord), Conditions.Token),
            shard.Shard.SendAsync(new RequestSoundboardSounds { GuildIds = [discord.Guild("Harbour").Id] }, Conditions.Token),
            shard.Shard.SendAsync(new RequestChannelInfo { GuildId = discord.Guild("Harbour").Id }, Conditions.Token),
            shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token),
            shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token),
        ];

        shard.Start();
        await Task.WhenAll(sends);
        await discord.WhenAsync(d => d.Connections[0].Received.Count(f => f.Opcode != 2) == 5, "all five");

        Assert.Equal([3, 4, 8, 31, 43], discord.Connections[0].Received.Where(f => f.Opcode != 2).Select(f => f.Opcode));
    }

    [Fact]
    public async Task Of_several_presences_the_newest_is_sent_and_all_who_gave_one_are_told()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using var shard = new ShardUnderTest(discord, discord.Options());
        Task[] sends = [.. Enum.GetValues<BotStatus>().Select(status =>
            shard.Shard.SendAsync(new UpdatePresence { Status = status }, Conditions.Token))];

        await shard.StartAndWaitUntilReadyAsync();
        await Task.WhenAll(sends);
        await shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token); // whatever came before has arrived when this has
        await discord.WhenAsync(d => Frames(d, 4).Count == 1, "the command behind them");

        Assert.Equal("invisible", Assert.Single(Frames(discord, 3)).Data.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Five_presences_are_sent_in_twenty_seconds()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        for (int i = 0; i < 5; i++)
        {
            await shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token);
        }

        Task sixth = shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token);
        await shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token); // is not held up
        _time.Advance(TimeSpan.FromSeconds(20));
        await shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token);
        Assert.False(sixth.IsCompleted);

        await PassSecondsUntilAsync(sixth);
        await discord.WhenAsync(d => Frames(d, 3).Count == 6, "all six");
    }

    [Fact]
    public async Task All_members_of_a_guild_are_asked_for_once_in_thirty_seconds()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time, intents: WithMembers)).StartAndWaitUntilReadyAsync();

        await shard.Shard.SendAsync(AllMembers(discord), Conditions.Token);
        Task second = shard.Shard.SendAsync(AllMembers(discord), Conditions.Token);
        await shard.Shard.SendAsync(ById(discord), Conditions.Token); // is not held up
        _time.Advance(TimeSpan.FromSeconds(30));
        await shard.Shard.SendAsync(ById(discord), Conditions.Token);
        Assert.False(second.IsCompleted);

        await PassSecondsUntilAsync(second);
        await discord.WhenAsync(d => Frames(d, 8).Count == 4, "all four");
    }

    [Fact]
    public async Task A_request_that_Discord_drops_is_sent_again_when_it_says_so()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using (ShardUnderTest other = await new ShardUnderTest(discord, discord.Options(_time, intents: WithMembers)).StartAndWaitUntilReadyAsync())
        {
            await other.Shard.SendAsync(AllMembers(discord), Conditions.Token);
            await other.ReceivedAsync("GUILD_MEMBERS_CHUNK");
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time, intents: WithMembers)).StartAndWaitUntilReadyAsync();
        await shard.Shard.SendAsync(AllMembers(discord), Conditions.Token);
        await shard.ReceivedAsync("RATE_LIMITED");

        // A second passes once what may be sent has been: another request comes right behind it.
        for (int second = 0; Asked().Length < 3; second++)
        {
            Assert.True(second < 60, $"it is not sent again\n{shard}");
            int sent = Frames(discord, 8).Count;
            _time.Advance(TimeSpan.FromSeconds(1));
            await shard.Shard.SendAsync(ById(discord), Conditions.Token);
            await discord.WhenAsync(d => Frames(d, 8).Count > sent, "the other request");
        }

        Assert.InRange(Asked()[2].At - Asked()[0].At, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(32));
        await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK");

        RecordedFrame[] Asked() => [.. Frames(discord, 8).Where(static frame => frame.Data.TryGetProperty("query", out _))];
    }

    [Fact]
    public async Task More_commands_than_the_queue_holds_are_refused_and_those_in_it_are_sent()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using var shard = new ShardUnderTest(discord, discord.Options(maxQueuedCommands: 3));
        Task[] sends = [.. Enumerable.Range(0, 3).Select(_ => shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token))];

        CommandQueueFullException error = await Assert.ThrowsAsync<CommandQueueFullException>(
            () => shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token));
        shard.Start();

        await Task.WhenAll(sends);
        Assert.Equal(3, error.Limit);
        Assert.Contains("MaxQueuedCommands", error.Message, StringComparison.Ordinal);
        await shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token);
    }

    [Fact]
    public async Task What_waits_is_sent_over_a_new_session_too()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.InStateAsync(ShardState.Waiting);

        Task sent = Task.WhenAll(
            shard.Shard.SendAsync(LeaveVoice(discord), Conditions.Token),
            shard.Shard.SendAsync(ById(discord), Conditions.Token),
            shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Conditions.Token));
        await shard.PassTimeUntilAsync(_time, sent);

        Assert.Equal(2, discord.Identifies.Count);
        await discord.WhenAsync(d => d.Connections[1].Received.Count == 4, "the Identify and all three");
        Assert.Equal([2, 3, 4, 8], discord.Connections[1].Received.Select(f => f.Opcode));
    }

    [Fact]
    public async Task A_new_session_starts_with_the_newest_presence_given()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await new ShardUnderTest(
            discord, discord.Options(_time, presence: new UpdatePresence { Status = BotStatus.Idle })).StartAndWaitUntilReadyAsync();
        await shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.DoNotDisturb }, Conditions.Token);

        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(["idle", "dnd"], discord.Identifies.Select(i => i.Data.GetProperty("presence").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_new_session_starts_with_a_presence_that_just_fits()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        ShardOptions options = discord.Options(_time);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, options).StartAndWaitUntilReadyAsync();
        int room = ShardOptions.MaxIdentifySize - (options with { Presence = Showing("") }).IdentifySize(shard.Shard.Id);
        await shard.Shard.SendAsync(Showing(new string('x', room)), Conditions.Token);

        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(room, discord.Identifies[1].Data.GetProperty("presence").GetProperty("activities")[0].GetProperty("state").GetString()!.Length);
    }

    [Fact]
    public async Task A_presence_is_what_it_was_when_it_was_given()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        var first = new List<BotActivity> { new() { Name = "chess" } };
        var later = new List<BotActivity> { new() { Name = "draughts" } };
        await using var shard = new ShardUnderTest(discord, discord.Options(_time, presence: new UpdatePresence { Activities = first }));
        first.Add(new BotActivity { Name = new string('x', 4096) });
        await shard.StartAndWaitUntilReadyAsync();
        await shard.Shard.SendAsync(new UpdatePresence { Activities = later }, Conditions.Token);
        later.Add(new BotActivity { Name = new string('x', 4096) });

        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(
            ["chess", "draughts"],
            discord.Identifies.Select(static i => Assert.Single(i.Data.GetProperty("presence").GetProperty("activities").EnumerateArray()).GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_command_that_its_connection_did_not_survive_is_sent_over_the_next()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        for (int i = 1; i <= 20; i++)
        {
            await discord.Everyone.ResetAsync(); // while commands are being given
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shard.Shard.SendAsync(ById(discord), Conditions.Token)));
            await shard.InStateAsync(ShardState.Ready, times: i + 1);
        }

        Assert.Equal(21, discord.Connections.Count);
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
        Assert.Single(Frames(discord, 3));
    }

    [Fact]
    public async Task A_command_that_can_never_be_sent_fails()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time)).StartAndWaitUntilReadyAsync();
        await discord.Everyone.DropAsync();
        await shard.InStateAsync(ShardState.Waiting);
        Task waiting = shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token);

        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);

        await Assert.ThrowsAsync<ShardClosedException>(() => waiting);
        await Assert.ThrowsAsync<ShardClosedException>(() => shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token));
    }

    private static List<RecordedFrame> Frames(SimulatedDiscord discord, int opcode) =>
        [.. discord.Connections.SelectMany(c => c.Received).Where(frame => frame.Opcode == opcode)];

    private static UpdateVoiceState LeaveVoice(SimulatedDiscord discord) => new() { GuildId = discord.Guild("Harbour").Id, ChannelId = null };

    private static RequestGuildMembers ById(SimulatedDiscord discord) =>
        new() { GuildId = discord.Guild("Harbour").Id, UserIds = [discord.Mira().Id] };

    private static RequestGuildMembers AllMembers(SimulatedDiscord discord) => new() { GuildId = discord.Guild("Harbour").Id, Query = "" };

    private async Task PassSecondsUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(task, Task.Delay(1, Conditions.Token));
        }

        await task;
    }

    private static UpdatePresence Showing(string state) => new() { Activities = [new BotActivity { Name = "x", State = state }] };
}
