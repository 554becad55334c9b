using System.Text.Json;

namespace Gateway.Testing.Tests;

public class ResumeTests
{
    [Fact]
    public async Task Resume_replays_what_was_missed_and_ends_with_RESUMED()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord);
        await client.ExpectEventAsync("GUILD_CREATE");
        await discord.Shard(0).DropAsync();
        await client.LostAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("while you were away");

        await using var again = await GatewayClient.ConnectAsync(discord, resume: true);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        var missed = await again.ExpectEventAsync("MESSAGE_CREATE");
        var resumed = await again.ExpectEventAsync("RESUMED");

        Assert.Equal(3, missed.GetProperty("s").GetInt64());
        Assert.Equal("while you were away", missed.GetProperty("d").GetProperty("content").GetString());
        Assert.Equal(4, resumed.GetProperty("s").GetInt64());
        var recorded = await discord.ExpectResumeAsync();
        Assert.Equal((client.SessionId, 2L, 0), (recorded.SessionId, recorded.Sequence, recorded.ShardId));
        Assert.Equal(GatewayHost.Resume, recorded.Connection.Host);
    }

    [Fact]
    public async Task A_session_away_for_longer_than_180_seconds_is_gone()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        clock.Advance(TimeSpan.FromSeconds(181));
        Assert.Equal(JsonValueKind.False, await InvalidAsync(discord, client.SessionId, 1));
    }

    [Fact]
    public async Task An_unknown_session_draws_an_invalid_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        Assert.Equal(JsonValueKind.False, await InvalidAsync(discord, "unknown", 1));
    }

    [Fact]
    public async Task Missed_events_that_are_no_longer_kept_draw_an_invalid_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.ReplayLimit = 3);
        var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        await discord.Shard(0).ResetAsync();
        for (int i = 0; i < 4; i++)
        {
            await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        }

        Assert.Equal(JsonValueKind.False, await InvalidAsync(discord, client.SessionId, 1));
    }

    [Fact]
    public async Task A_sequence_that_was_never_sent_closes_with_4007()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, 99);
        Assert.Equal(4007, await again.ClosedAsync());
        Assert.Equal(JsonValueKind.False, await InvalidAsync(discord, client.SessionId, 1));
    }

    [Fact]
    public async Task A_wrong_token_closes_with_4004()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ResumeAsync("any", 1, token: "wrong");
        Assert.Equal(4004, await client.ClosedAsync());
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, false)]
    [InlineData(4000, true)]
    [InlineData(4200, true)]
    [InlineData(3000, true)]
    public async Task A_close_of_the_client_with_1000_or_1001_ends_the_session_and_any_other_keeps_it(int code, bool kept)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.CloseAsync(code);
        await discord.ExpectCloseAsync(code);
        await ResumableAsync(discord, client, kept);
    }

    [Fact]
    public async Task A_close_of_the_client_without_a_code_keeps_the_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.CloseEmptyAsync();
        Assert.Null((await discord.ExpectCloseAsync()).Code);
        await ResumableAsync(discord, client, kept: true);
    }

    [Fact]
    public async Task A_connection_the_client_aborts_keeps_the_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        client.Abort();
        await discord.WhenAsync(d => !d.Connections[0].IsOpen, "the connection to end");
        await ResumableAsync(discord, client, kept: true);
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, true)]
    [InlineData(4002, true)]
    [InlineData(4008, true)]
    [InlineData(4003, false)]
    [InlineData(4005, false)]
    [InlineData(4007, false)]
    [InlineData(4009, false)]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    [InlineData(null, true)]
    public async Task A_close_of_the_server_keeps_or_ends_the_session_by_its_code(int? code, bool kept)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).CloseAsync(code);
        // ClientWebSocket reads a frame without a code as 1000.
        Assert.Equal(code ?? 1000, await client.ClosedAsync());
        await ResumableAsync(discord, client, kept);
    }

    [Fact]
    public async Task Resume_takes_the_session_from_a_connection_that_is_still_there()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await ResumableAsync(discord, client, kept: true);
        await client.LostAsync();
    }

    [Fact]
    public async Task Resume_costs_no_session_start_and_waits_for_no_window()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        discord.SetSessionStarts(0, TimeSpan.FromHours(1));
        await discord.Shard(0).ResetAsync();
        await ResumableAsync(discord, client, kept: true);
        Assert.Equal(0, discord.TokenResets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_RESUME_or_IDENTIFY_closes_with_4005_while_the_first_waits_for_its_answer(bool resumes)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        await using var again = await WithheldAsync(discord, client);
        await (resumes ? again.ResumeAsync(client.SessionId, client.Sequence) : again.IdentifyAsync(intents: 0));
        Assert.Equal(4005, await again.ClosedAsync());
    }

    [Fact]
    public async Task A_session_that_ends_while_its_RESUME_waits_draws_an_invalid_session()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.SessionLifetime = TimeSpan.FromSeconds(30);
        });
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        await using var again = await WithheldAsync(discord, client);
        clock.Advance(TimeSpan.FromSeconds(31));
        await discord.RecoverAsync();
        Assert.Equal(JsonValueKind.False, (await again.ExpectAsync(9)).GetProperty("d").ValueKind);
        await again.IdentifyAsync(intents: 0);
        await again.ExpectEventAsync("READY");
    }

    [Fact]
    public async Task Events_that_go_while_their_RESUME_waits_draw_an_invalid_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.ReplayLimit = 3);
        var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        await discord.Shard(0).ResetAsync();
        await using var again = await WithheldAsync(discord, client);
        for (int i = 0; i < 4; i++)
        {
            await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        }

        await discord.RecoverAsync();
        Assert.Equal(JsonValueKind.False, (await again.ExpectAsync(9)).GetProperty("d").ValueKind);
    }

    [Fact]
    public async Task A_RESUME_that_was_answered_with_opcode_9_gets_no_second_answer()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        await using var again = await WithheldAsync(discord, client);
        await discord.Everyone.InvalidateSessionAsync(resumable: true);
        await again.ExpectAsync(9);
        clock.Advance(TimeSpan.FromSeconds(5));
        await again.IdentifyAsync(intents: 0);
        await again.ExpectEventAsync("READY");
        await discord.RecoverAsync();
        await again.HeartbeatAsync();
        await again.ExpectAsync(11);
    }

    [Fact]
    public async Task A_RESUMED_that_opcode_9_overtakes_is_never_sent()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        var fault = discord.NextConnection.InsteadOf(Moment.Resumed).Nothing().Times(1);
        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await fault.StruckAsync();
        await discord.Shard(0).InvalidateSessionAsync(resumable: true);
        await again.ExpectAsync(9);
        fault.Lift();
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await again.ExpectEventAsync("RESUMED");
        await again.HeartbeatAsync();
        await again.ExpectAsync(11);
    }

    /// <summary>Resumes on a new connection, whose answer is withheld.</summary>
    private static async Task<GatewayClient> WithheldAsync(SimulatedDiscord discord, GatewayClient client)
    {
        var fault = discord.NextConnection.InsteadOf(Moment.Replay).Nothing();
        var again = await GatewayClient.ConnectAsync(discord, resume: true);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await fault.StruckAsync();
        return again;
    }

    private static async Task ResumableAsync(SimulatedDiscord discord, GatewayClient client, bool kept)
    {
        await using var again = await GatewayClient.ConnectAsync(discord, resume: true);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        if (kept)
        {
            await again.ExpectEventAsync("RESUMED");
        }
        else
        {
            await again.ExpectAsync(9);
        }
    }

    private static async Task<JsonValueKind> InvalidAsync(SimulatedDiscord discord, string session, long sequence)
    {
        await using var client = await GatewayClient.ConnectAsync(discord, resume: true);
        await client.ExpectAsync(10);
        await client.ResumeAsync(session, sequence);
        return (await client.ExpectAsync(9)).GetProperty("d").ValueKind;
    }
}
