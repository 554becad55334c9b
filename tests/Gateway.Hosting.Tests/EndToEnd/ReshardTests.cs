using System.Collections.Concurrent;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Http;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Sharding.Resharding;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>Another number of shards, without a pause and without losing or doubling an event.</summary>
public class ReshardTests
{
    private readonly TestTime _time = new();
    private SimulatedDiscordOptions _discord = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_is_handled_once_while_the_number_of_shards_changes()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        var handled = new ConcurrentQueue<string>();
        await using Bot bot = NewBot(discord, gateway => gateway.AddEventHandler<MessageCreate>((message, _, _) =>
        {
            handled.Enqueue(message.Content!);
            return default;
        }));
        await StartAsync(bot);

        using var enough = new CancellationTokenSource();
        Task<int> talk = TalkAsync(discord, enough.Token);
        await ReshardAsync(discord, bot, 5);
        await enough.CancelAsync();
        int said = await talk;

        await discord.Guild("guild 0").Member("mira").SaysAsync("last");
        await Soon.UntilAsync(() => handled.Contains("last") && handled.Count >= said + 1);
        Assert.Equal([.. Enumerable.Range(0, said).Select(static number => $"{number}").Order(StringComparer.Ordinal), "last"], handled.Order(StringComparer.Ordinal));
        Assert.Equal(5, bot.Shards.Total);
        Assert.Equal([2, 2, 5, 5, 5, 5, 5], discord.Identifies.Select(static identify => identify.ShardCount).Order());
        Assert.Equal([1000, 1000], discord.Connections.Where(static c => c.ShardCount == 2).Select(static c => c.CloseFromClient?.Code));
    }

    [Fact]
    public async Task Guilds_that_are_known_already_are_not_announced_again()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, gateway => gateway.AddEventHandler<GuildCreate>((guild, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note(guild.Name!);
            return default;
        }));
        await StartAsync(bot);
        await bot.Calls.WaitForAsync(8);

        await ReshardAsync(discord, bot, 3);
        await discord.AddGuildAsync("newcomer");

        await bot.Calls.WaitForAsync("newcomer");
        Assert.Equal(9, bot.Calls.Notes.Count);
    }

    [Fact]
    public async Task Commands_go_to_the_new_shard_of_a_guild_once_it_is_there()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        ulong guild = discord.Guild("guild 3").Id;
        Shard before = bot.Shards.Find(guild)!;

        await ReshardAsync(discord, bot, 5);

        Shard after = bot.Shards.Find(guild)!;
        Assert.Equal((2, 5), (before.Id.Total, after.Id.Total));
        await bot.Shards.SendAsync(guild, new RequestGuildMembers { GuildId = guild, Query = "", Limit = 1 }, Token).SoonAsync();
        await discord.ExpectFrameAsync(static frame => frame.Opcode == 8);
        Assert.Equal(5, discord.Connections.Single(static connection => connection.Received.Any(static frame => frame.Opcode == 8)).ShardCount);
    }

    [Fact]
    public async Task Without_enough_session_starts_nothing_happens()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        discord.SetSessionStarts(3, TimeSpan.FromHours(2));

        ReshardException error = await Assert.ThrowsAsync<ReshardException>(() => bot.Shards.ReshardAsync(4, Token));

        Assert.StartsWith("4 shards need as many session starts, but 3 are left until ", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (discord.Identifies.Count, bot.Shards.Total));
    }

    [Fact]
    public async Task Giving_up_leaves_the_old_shards_as_they_were()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>());
        await StartAsync(bot);
        discord.Shard(2, 3).InsteadOf(Moment.Ready).Nothing();
        using var gaveUp = new CancellationTokenSource();

        Task resharding = bot.Shards.ReshardAsync(3, gaveUp.Token);
        await discord.WhenAsync(static discord => discord.Identifies.Count == 5, "Identifies of the new shards");
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resharding);

        await discord.Guild("guild 1").Member("mira").SaysAsync("still there?");
        await bot.Calls.WaitForAsync("NotingHandler still there?");
        Assert.Equal(2, bot.Shards.Total);
        Assert.Equal(2, bot.Shards.Find(discord.Guild("guild 1").Id)?.Id.Total);
        Assert.All(discord.Connections.Where(static c => c.ShardCount == 3), static c => Assert.Equal(1000, c.CloseFromClient?.Code));
        Assert.All(discord.Connections.Where(static c => c.ShardCount == 2), static c => Assert.Null(c.CloseFromClient));
    }

    [Fact]
    public async Task A_new_shard_that_is_refused_leaves_the_old_ones_as_they_were()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        _discord.ShardCountMultiple = 16;

        ReshardException error = await Assert.ThrowsAsync<ReshardException>(() => bot.Shards.ReshardAsync(3, Token));

        Assert.StartsWith("A new shard was refused: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 0), (bot.Shards.Total, bot.ExitCode));
        Assert.All(bot.Shards.Shards, static shard => Assert.Equal(ShardState.Ready, shard.Status.State));
    }

    [Fact]
    public async Task A_new_shard_that_is_refused_after_the_last_guild_has_come_is_noticed_as_well()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);

        Task resharding = bot.Shards.ReshardAsync(3, Token);
        await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
        await discord.Shard(1, 3).CloseAsync(4010);
        await Soon.UntilAsync(() => ((ShardManager)bot.Shards).Handover?.Failure is not null);
        _time.Advance(Resharder.Overlap);

        await Assert.ThrowsAsync<ReshardException>(() => FinishAsync(resharding));
        Assert.Equal((2, 0), (bot.Shards.Total, bot.ExitCode));
        Assert.All(bot.Shards.Shards, static shard => Assert.Equal(ShardState.Ready, shard.Status.State));
    }

    [Fact]
    public async Task Every_event_is_handled_once_when_the_resharding_is_given_up()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        var handled = new ConcurrentQueue<string>();
        await using Bot bot = NewBot(discord, gateway => gateway.AddEventHandler<MessageCreate>((message, _, _) =>
        {
            handled.Enqueue(message.Content!);
            return default;
        }));
        await StartAsync(bot);
        using var gaveUp = new CancellationTokenSource();
        using var enough = new CancellationTokenSource();

        Task resharding = bot.Shards.ReshardAsync(3, gaveUp.Token);
        await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
        Task<int> talk = TalkAsync(discord, enough.Token);
        await Soon.UntilAsync(() => handled.Count > 100);
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FinishAsync(resharding));
        await enough.CancelAsync();
        int said = await talk;

        await discord.Guild("guild 0").Member("mira").SaysAsync("last");
        await discord.Guild("guild 1").Member("mira").SaysAsync("last");
        await Soon.UntilAsync(() => handled.Count(static text => text == "last") == 2 && handled.Count >= said + 2);
        Assert.Equal(said, handled.Count(static text => text != "last"));
        Assert.Equal(said, handled.Where(static text => text != "last").Distinct().Count());
    }

    [Fact]
    public async Task Every_event_is_handled_once_when_the_next_resharding_follows_within_the_minute()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>());
        await StartAsync(bot);
        using var gaveUp = new CancellationTokenSource();
        Task givenUp = bot.Shards.ReshardAsync(3, gaveUp.Token);
        await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FinishAsync(givenUp));
        await _time.TakeAsync(EventUnion.Retention, EventUnion.Retention);

        _time.Advance(EventUnion.Retention - TimeSpan.FromSeconds(2));
        Task resharding = bot.Shards.ReshardAsync(4, Token);
        await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
        await Task.Run(() => _time.Advance(TimeSpan.FromSeconds(3)), Token); // the first one ends here, with nothing of it left for later
        await discord.Guild("guild 0").Member("mira").SaysAsync("both bring it");
        await ReadAsync(discord, [.. ((ShardManager)bot.Shards).Runners.Select(static runner => runner.Shard)]);
        _time.Advance(Resharder.Overlap);
        await FinishAsync(resharding);

        await discord.Guild("guild 0").Member("mira").SaysAsync("last");
        await bot.Calls.WaitForAsync("NotingHandler last");
        Assert.Equal(["NotingHandler both bring it", "NotingHandler last"], bot.Calls.Notes);
    }

    [Fact]
    public async Task A_handler_that_runs_when_the_old_shards_are_to_close_gets_what_it_asks_them_for()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, gateway => gateway
            .AddEventHandler<MessageCreate>(async (message, context, token) =>
            {
                Calls calls = context.Services.GetRequiredService<Calls>();
                calls.Note(message.Content!);
                await gate.Task;
                await context.Shard.SendAsync(new RequestGuildMembers { GuildId = message.GuildId!.Value, Query = "", Limit = 1, Nonce = "asked" }, token);
                await calls.WaitForAsync("answer to asked");
            })
            .AddEventHandler<GuildMembersChunk>(static (chunk, context, _) =>
            {
                context.Services.GetRequiredService<Calls>().Note($"answer to {chunk.Nonce}");
                return default;
            }));
        await StartAsync(bot);
        await discord.Guilds[0].Member("mira").SaysAsync("slow");
        await bot.Calls.WaitForAsync("slow");

        Task resharding = bot.Shards.ReshardAsync(3, Token);
        await _time.PassAsync(Resharder.Overlap);
        await _time.TakeAsync(Resharder.DrainInterval, Resharder.DrainInterval);
        gate.SetResult();

        await bot.Calls.WaitForAsync("answer to asked");
        _time.Advance(Resharder.DrainInterval);
        await FinishAsync(resharding);
        Assert.DoesNotContain(bot.Logs.Troubles, static line => line.Exception is not null);
    }

    [Fact]
    public async Task A_handler_that_runs_when_the_old_shards_are_to_close_can_still_send_with_its_own()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, token) =>
        {
            Calls calls = context.Services.GetRequiredService<Calls>();
            calls.Note(message.Content!);
            if (message.Content == "slow")
            {
                await gate.Task;
                await context.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, token);
                calls.Note($"sent by {context.Shard.Id}");
            }
        }));
        await StartAsync(bot);
        SimulatedGuild guild = discord.Guilds[0];
        await guild.Member("mira").SaysAsync("slow");
        await bot.Calls.WaitForAsync("slow");

        Task resharding = bot.Shards.ReshardAsync(3, Token);
        await _time.PassAsync(Resharder.Overlap);
        await _time.TakeAsync(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
        await guild.Member("mira").SaysAsync("meanwhile");
        await bot.Calls.WaitForAsync("meanwhile");
        gate.SetResult();
        await bot.Calls.WaitForAsync($"sent by {ShardId.OfGuild(guild.Id, 2)}");
        _time.Advance(Resharder.DrainInterval);

        await FinishAsync(resharding);
        Assert.Equal(3, bot.Calls.Notes.Count);
        Assert.Equal([1000, 1000], discord.Connections.Where(static c => c.ShardCount == 2).Select(static c => c.CloseFromClient?.Code));
    }

    [Fact]
    public async Task A_guild_that_returns_from_an_outage_after_the_old_shards_have_left_is_announced()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, gateway => gateway.AddEventHandler<GuildCreate>((guild, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note(guild.Name!);
            return default;
        }));
        _discord.HeartbeatInterval = TimeSpan.FromHours(1);
        SimulatedGuild guild = discord.Guild("guild 5");
        await guild.BecomesUnavailableAsync();
        await StartAsync(bot);
        await bot.Calls.WaitForAsync(7);

        Task resharding = bot.Shards.ReshardAsync(3, Token);
        await _time.PassAsync(Resharder.Overlap);
        await resharding.SoonAsync();
        await guild.RecoversAsync();

        await bot.Calls.WaitForAsync("guild 5");
        Assert.Equal(Enumerable.Range(0, 8).Select(static i => $"guild {i}"), bot.Calls.Notes.Order());
    }

    [Fact]
    public async Task Handlers_on_the_new_shards_see_nothing_of_whoever_resharded()
    {
        var caller = new AsyncLocal<string?>();
        Task? resharding = null;
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, gateway => gateway.AddEventHandler<MessageCreate>((message, context, _) =>
        {
            Calls calls = context.Services.GetRequiredService<Calls>();
            calls.Note($"{message.Content} for {caller.Value ?? "nobody"}");
            if (message.Content == "reshard")
            {
                caller.Value = "whoever asked for it";
                resharding = context.Services.GetRequiredService<IShardManager>().ReshardAsync(3, Token);
            }

            return default;
        }));
        await StartAsync(bot);

        await discord.Guild("guild 0").Member("mira").SaysAsync("reshard");
        await bot.Calls.WaitForAsync("reshard for nobody");
        await _time.PassAsync(Resharder.Overlap);
        await FinishAsync(resharding!);
        await discord.Guild("guild 0").Member("mira").SaysAsync("hello");

        await bot.Calls.WaitForAsync(2);
        Assert.Equal("hello for nobody", bot.Calls.Notes[1]);
    }

    [Fact]
    public async Task The_recommendation_is_followed_when_it_grows()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, configure: static options =>
        {
            options.Shards.Total = null;
            options.Shards.ReshardCheckInterval = TimeSpan.FromMinutes(7);
        });
        await StartAsync(bot);
        _discord.RecommendedShards = 4;

        await _time.PassAsync(TimeSpan.FromMinutes(7));
        await discord.WhenAllReadyAsync(4);
        await _time.PassAsync(Resharder.Overlap);

        await bot.Logs.WaitForAsync("Resharded from 2 to 4 shards");
        Assert.Equal(4, bot.Shards.Total);
    }

    [Fact]
    public async Task The_recommendation_is_watched_on_whatever_Discord_answers()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, configure: static options =>
        {
            options.Shards.Total = null;
            options.Shards.ReshardCheckInterval = TimeSpan.FromMinutes(7);
        });
        await StartAsync(bot);
        _discord.RecommendedShards = 4;
        RequestFault unknown = discord.GatewayBot.AnswerWith(401);

        await _time.PassAsync(TimeSpan.FromMinutes(7));
        await bot.Logs.WaitForAsync("The bot keeps its number of shards for now");
        unknown.Lift();
        _time.Advance(TimeSpan.FromMinutes(7)); // a timer that goes on
        await discord.WhenAllReadyAsync(4);
        await _time.PassAsync(Resharder.Overlap);

        await bot.Logs.WaitForAsync("Resharded from 2 to 4 shards");
        Assert.Equal(0, bot.ExitCode);
    }

    [Fact]
    public async Task The_recommendation_is_watched_on_when_the_new_shards_cannot_be_made()
    {
        int made = 0;
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, configure: options =>
        {
            options.Shards.Total = null;
            options.Shards.ReshardCheckInterval = TimeSpan.FromMinutes(7);
            options.ConfigureShard = (_, shard) => Interlocked.Increment(ref made) == 3 ? throw new InvalidTimeZoneException("No zone.") : shard;
        });
        await StartAsync(bot);
        _discord.RecommendedShards = 4;

        await _time.PassAsync(TimeSpan.FromMinutes(7));
        LogLine line = await bot.Logs.WaitForAsync("The bot keeps its number of shards for now");
        Assert.Equal("The bot keeps its number of shards for now: The new shards could not be made: No zone", line.Text);
        _time.Advance(TimeSpan.FromMinutes(7)); // a timer that goes on
        await discord.WhenAllReadyAsync(4);
        await _time.PassAsync(Resharder.Overlap);

        await bot.Logs.WaitForAsync("Resharded from 2 to 4 shards");
    }

    [Fact]
    public async Task A_watch_on_the_recommendation_that_fails_does_not_do_so_without_a_word()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, static gateway => gateway.Services.AddHttpClient(DiscordHttpClient.Name).AddHttpMessageHandler(static () => new FailsTheSecondTime(new InvalidTimeZoneException())), static options =>
        {
            options.Shards.Total = null;
            options.Shards.ReshardCheckInterval = TimeSpan.FromMinutes(7);
        });
        await StartAsync(bot);

        await _time.PassAsync(TimeSpan.FromMinutes(7));

        LogLine line = await bot.Logs.WaitForAsync(static line => line.Level == LogLevel.Error);
        Assert.Equal("The bot goes on without its watch on how many shards Discord recommends, which has failed", line.Text);
        Assert.IsType<InvalidTimeZoneException>(line.Exception);
    }

    [Fact]
    public async Task The_recommendation_is_watched_on_when_Discord_could_not_be_reached_in_time()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        var late = new TaskCanceledException("x", new TimeoutException("No connection within 2 s."));
        await using Bot bot = NewBot(discord, gateway => gateway.Services.AddHttpClient(DiscordHttpClient.Name).AddHttpMessageHandler(() => new FailsTheSecondTime(late)), static options =>
        {
            options.Shards.Total = null;
            options.Shards.ReshardCheckInterval = TimeSpan.FromMinutes(7);
        });
        await StartAsync(bot);
        _discord.RecommendedShards = 4;

        await _time.PassAsync(TimeSpan.FromMinutes(7));
        LogLine line = await bot.Logs.WaitForAsync("The bot keeps its number of shards for now");
        Assert.Equal("The bot keeps its number of shards for now: Discord cannot be asked how many shards there should be: No connection within 2 s", line.Text);
        _time.Advance(TimeSpan.FromMinutes(7)); // a timer that goes on
        await discord.WhenAllReadyAsync(4);
        await _time.PassAsync(Resharder.Overlap);

        await bot.Logs.WaitForAsync("Resharded from 2 to 4 shards");
    }

    [Fact]
    public async Task A_bot_that_is_told_to_shard_more_does_so()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(), configure: static options => options.Shards.Total = null);
        await StartAsync(bot);
        _discord.RecommendedShards = 4;

        await discord.Shard(0, 2).CloseAsync(4011);

        await _time.PassAsync(Resharder.Overlap);
        await bot.Logs.WaitForAsync("Resharded from 2 to 4 shards");
        await discord.Guild("guild 2").Member("mira").SaysAsync("now?");
        await bot.Calls.WaitForAsync("NotingHandler now?");
        Assert.Equal((4, 0), (bot.Shards.Total, bot.ExitCode));
    }

    [Fact]
    public async Task Shards_that_are_spread_over_processes_cannot_change_their_number_one_by_one()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, configure: static options => options.Shards.Ids = [0]);
        await StartAsync(bot);

        ReshardException error = await Assert.ThrowsAsync<ReshardException>(() => bot.Shards.ReshardAsync(4, Token));
        Assert.Contains("Discord:Shards:Ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_in_the_middle_closes_both_fleets()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        discord.Shard(0, 3).InsteadOf(Moment.Ready).Nothing();

        Task resharding = bot.Shards.ReshardAsync(3, Token);
        await discord.WhenAsync(static discord => discord.Identifies.Count == 5, "Identifies of the new shards");
        await bot.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resharding);
        Assert.All(discord.Connections, static connection => Assert.Equal(1000, connection.CloseFromClient?.Code));
    }

    [Fact]
    public async Task New_shards_that_are_made_when_the_bot_has_stopped_do_not_start()
    {
        Task? stopped = null;
        Bot? stopping = null;
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, configure: options => options.ConfigureShard = (id, shard) =>
        {
            if (id is { Id: 0, Total: 3 })
            {
                stopped = Task.Run(() => stopping!.StopAsync(), CancellationToken.None);
                stopping!.Logs.WaitForAsync("2 shards closed: ").SoonAsync().GetAwaiter().GetResult();
            }

            return shard;
        });
        stopping = bot;
        await StartAsync(bot);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.Shards.ReshardAsync(3, Token));

        Assert.DoesNotContain(((ShardManager)bot.Shards).Runners, static runner => runner.IsRunning);
        await stopped!.SoonAsync();
        Assert.Equal(2, discord.Identifies.Count);
    }

    private Task<SimulatedDiscord> StartDiscordAsync() => SimulatedDiscord.StartAsync(options =>
    {
        _discord = options;
        options.RecommendedShards = 2;
        options.MaxConcurrency = 16;
        options.IdentifyWindow = TimeSpan.FromMilliseconds(1);
        options.HeartbeatInterval = TimeSpan.FromHours(1);
        for (int i = 0; i < 8; i++)
        {
            options.World.Guild($"guild {i}", static guild => guild.Member("mira"));
        }
    });

    private Bot NewBot(
        SimulatedDiscord discord,
        Action<IDiscordGatewayBuilder>? gateway = null,
        Action<DiscordGatewayOptions>? configure = null) => new(
        discord,
        gateway ?? (static builder => builder.AddEventHandler<MessageDelete>(static (_, _, _) => default)),
        options =>
        {
            options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            options.Shards.Total = 2;
            options.SessionStore.CheckpointInterval = TimeSpan.FromHours(3); // apart from the times that tests wait for
            options.Shutdown.CloseTimeout = TimeSpan.FromSeconds(3);
            configure?.Invoke(options);
        },
        services => services.AddSingleton<TimeProvider>(_time));

    /// <summary>Starts, and lets the five seconds pass in which no shard of the same bucket may identify.</summary>
    private async Task StartAsync(Bot bot)
    {
        await bot.StartAndGetReadyAsync();
        _time.Advance(IdentifyQueue.Window);
    }

    private async Task ReshardAsync(SimulatedDiscord discord, Bot bot, int total)
    {
        Task done = bot.Shards.ReshardAsync(total, Token);
        await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
        await OldHaveReadAsync(discord, bot);
        _time.Advance(Resharder.Overlap);
        await FinishAsync(done);
    }

    /// <summary>The old shards have read all that was sent to them by now, as they do within five seconds that are not virtual.</summary>
    private static Task OldHaveReadAsync(SimulatedDiscord discord, Bot bot) => ReadAsync(discord, bot.Shards.Shards);

    private static async Task ReadAsync(SimulatedDiscord discord, IReadOnlyList<Shard> shards)
    {
        foreach (Shard shard in shards)
        {
            long? sent = discord.Connections
                .Where(connection => connection.IsOpen && connection.ShardCount == shard.Id.Total && connection.ShardId == shard.Id.Id)
                .Max(static connection => connection.Sent.Max(static frame => frame.Sequence));
            await Soon.UntilAsync(() => sent is null || shard.Session?.Sequence >= sent);
        }
    }

    /// <summary>Handlers may be at an event when shards leave: they are looked after ten times a second, and time passes for that alone.</summary>
    private Task FinishAsync(Task done) => _time.PassUntilAsync(done, Resharder.DrainInterval);

    /// <summary>Says numbers, one after another, in one guild after another.</summary>
    private static async Task<int> TalkAsync(SimulatedDiscord discord, CancellationToken enough)
    {
        int said = 0;
        while (!enough.IsCancellationRequested)
        {
            await discord.Guilds[said % discord.Guilds.Count].Member("mira").SaysAsync($"{said}");
            said++;
            await Task.Yield();
        }

        return said;
    }

    private sealed class FailsTheSecondTime(Exception e) : DelegatingHandler
    {
        private int _asked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            ++_asked == 2 ? throw e : base.SendAsync(request, cancellationToken);
    }
}
