namespace Gateway.Testing.Tests;

/// <summary>Clients that were written by others, against the real thing, find nothing amiss here.</summary>
[Collection(nameof(Alone))]
public class InteropTests
{
    private const string AllButPrivileged = "53575421";

    // @discordjs/ws sends no User-Agent with its upgrade.
    private static Task<SimulatedDiscord> StartAsync(Action<SimulatedDiscordOptions>? configure = null) => SimulatedDiscord.StartAsync(options =>
    {
        options.RequireUserAgentOnUpgrade = false;
        configure?.Invoke(options);
    });

    [Fact]
    public async Task A_bot_on_discord_js_logs_in_and_answers()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        Assert.Equal("ready LighthouseBot Harbour:3", await bot.HearsAsync("ready"));

        var mira = discord.Guild("Harbour").Member("mira");
        var ping = await mira.SaysAsync("!ping");
        Assert.Equal("message mira general !ping", await bot.HearsAsync("message mira"));
        await discord.ExpectMessageAsync(m => m.Content == "pong" && m.ReferencedMessageId == ping.Id);
        Assert.Equal("message LighthouseBot general pong", await bot.HearsAsync("message LighthouseBot"));

        await mira.SaysAsync("!members");
        await discord.ExpectMessageAsync(m => m.Content == "3 members");
        await discord.Guild("Harbour").AddMemberAsync("june");
        await bot.HearsAsync("joined june");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bot_on_discord_js_resumes_over_zlib_stream_and_without(bool compressed)
    {
        await using var discord = await StartAsync();
        await using var bot = compressed ? NodeBot.Start(discord, "discordjs.mjs") : NodeBot.Start(discord, "discordjs.mjs", "plain");
        Assert.SkipWhen(compressed && !NodeBot.HasZlib, "zlib-sync, which discord.js decompresses with, could not be built here.");
        await bot.HearsAsync("ready");
        await discord.Guild("Harbour").Member("mira").SaysAsync("before");
        await bot.HearsAsync("message mira general before");
        await discord.Shard(0).DropAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("meanwhile");
        await bot.HearsAsync("message mira general meanwhile");
        await discord.WhenAsync(d => d.Resumes.Count == 1, "the RESUME");
        await discord.Guild("Harbour").Member("mira").SaysAsync("after");
        await bot.HearsAsync("message mira general after");
        Assert.Equal(2, discord.Connections.Count);
        Assert.All(discord.Connections, connection => Assert.Equal(compressed, connection.Query.Contains("compress=zlib-stream")));
    }

    [Theory]
    [InlineData(4010)]
    [InlineData(4013)]
    [InlineData(4014)]
    public async Task A_bot_on_discord_js_stops_for_a_fatal_close_code(int code)
    {
        await using var discord = await StartAsync();
        discord.Everyone.InsteadOf(Moment.Ready).Close(code);
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        await bot.HearsAsync("refused");
        await discord.WhenAsync(d => d.Connections is [{ CloseFromServer.Code: var sent }] && sent == code, $"one connection, closed with {code}");
    }

    [Fact]
    public async Task A_bot_on_discord_js_identifies_anew_when_its_session_is_gone()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        await bot.HearsAsync("ready");
        await discord.Shard(0).InvalidateSessionAsync(resumable: false);
        await discord.WhenAsync(d => d.Identifies.Count == 2, "another IDENTIFY", within: TimeSpan.FromSeconds(30));
        await discord.WhenReadyAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello again");
        await bot.HearsAsync("message mira general hello again");
    }

    [Fact]
    public async Task A_bot_on_discord_js_hears_of_threads_polls_and_events()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        await bot.HearsAsync("ready");
        var mira = discord.Guild("Harbour").Member("mira");
        var thread = await mira.OpensThreadAsync("Storm prep");
        Assert.Equal("thread Storm prep general", await bot.HearsAsync("thread"));
        await mira.SaysAsync(thread, "sandbags?");
        await bot.HearsAsync("message mira Storm prep sandbags?");
        var poll = await mira.StartsPollAsync("Tea?", "yes", "no");
        await discord.Guild("Harbour").Member("tobias").VotesAsync(poll, 2);
        Assert.Equal("vote no", await bot.HearsAsync("vote"));
        await mira.SchedulesEventAsync("Regatta", TimeProvider.System.GetUtcNow().AddDays(1));
        Assert.Equal("event Regatta", await bot.HearsAsync("event"));
        await discord.Guild("Harbour").AddRoleAsync("Pilot");
        Assert.Equal("role Pilot", await bot.HearsAsync("role"));
    }

    [Fact]
    public async Task A_bot_on_discord_js_answers_a_command()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        await bot.HearsAsync("ready");
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping", ("times", 2));
        Assert.Equal("ping 2", (await discord.ExpectAnswerAsync(interaction)).Response!.Content);
        await discord.ExpectMessageAsync(m => m.Content == "and more" && m.InteractionId == interaction.Id);
    }

    [Fact]
    public async Task A_bot_on_discord_js_resumes_after_a_drop_and_misses_nothing()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        await bot.HearsAsync("ready");
        await discord.Shard(0).DropAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("while you were away");
        await bot.HearsAsync("message mira general while you were away");
        await bot.HearsAsync("resumed 0");
        var resume = await discord.ExpectResumeAsync();
        Assert.Equal(GatewayHost.Resume, resume.Connection.Host);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task A_bot_on_discord_js_reconnects_when_told_and_leaves_with_1000()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.Start(discord, "discordjs.mjs");
        await bot.HearsAsync("ready");
        await discord.Shard(0).RequestReconnectAsync();
        await bot.HearsAsync("resumed 0");
        await bot.StopAsync();
        await discord.ExpectCloseAsync(1000);
    }

    [Fact]
    public async Task A_bot_on_discord_js_with_a_wrong_token_is_refused()
    {
        await using var discord = await StartAsync();
        await using var bot = NodeBot.StartAs("MTIz.wrong.token", discord, "discordjs.mjs");
        Assert.Contains("invalid token", await bot.HearsAsync("refused"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ZlibNative")]
    public async Task Shards_on_discordjs_ws_get_their_guilds_over_every_compression(string? compression)
    {
        await using var discord = await StartAsync(options =>
        {
            options.MaxConcurrency = 2;
            options.World.Guild("Zero", guild => guild.Member("mira")).Guild("One", guild => guild.Member("mira"));
        });
        await using var bot = NodeBot.Start(discord, "ws.mjs", AllButPrivileged, "2", compression ?? "");
        await discord.WhenAllReadyAsync(2, TimeSpan.FromSeconds(60));
        await discord.Guild("One").Member("mira").SaysAsync($"hello {discord.BotMention}");
        await bot.HearsAsync("dispatch 1 MESSAGE_CREATE hello");
        Assert.All(discord.Connections, connection => Assert.Equal(compression is not null, connection.Query.Contains("zlib-stream")));
    }

    [Fact]
    public async Task Shards_on_discordjs_ws_beat_and_resume()
    {
        await using var discord = await StartAsync(options => options.HeartbeatInterval = TimeSpan.FromSeconds(1));
        await using var bot = NodeBot.Start(discord, "ws.mjs", AllButPrivileged, "1");
        await bot.HearsAsync("beat 0");
        await discord.Shard(0).ResetAsync();
        await bot.HearsAsync("resumed 0");
        await discord.Shard(0).InvalidateSessionAsync(resumable: true);
        await bot.HearsAsync("resumed 0");
        Assert.Single(discord.Identifies);
    }

    [Theory]
    [InlineData(4004, "4004")]
    [InlineData(4014, "4014")]
    public async Task Shards_on_discordjs_ws_stop_for_a_fatal_close_code(int code, string named)
    {
        await using var discord = await StartAsync(options => options.AllowedIntents = PrivilegedIntents.None);
        await using var bot = code == 4014
            ? NodeBot.Start(discord, "ws.mjs", "32769", "1")
            : NodeBot.Start(discord, "ws.mjs", AllButPrivileged, "1");
        if (code == 4004)
        {
            discord.Everyone.InsteadOf(Moment.Ready).Close(4004, "Authentication failed.");
        }

        await bot.HearsAsync("closed " + named);
        await discord.WhenAsync(d => d.Connections is [{ CloseFromServer.Code: var sent }] && sent == code, $"one connection, closed with {code}");
    }
}
