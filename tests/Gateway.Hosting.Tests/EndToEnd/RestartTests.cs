using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>Sessions over restarts, deploys and crashes.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-").FullName;

    private string FilePath => Path.Combine(_folder, "sessions.json");

    [Fact]
    public async Task A_restart_resumes_every_shard_without_an_Identify_and_misses_nothing()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await before.StartAndGetReadyAsync();
            await before.StopAsync();
            Assert.All(discord.Connections, static connection => Assert.Equal(4000, connection.CloseFromClient?.Code));
        }

        await discord.Guild("Harbour").Member("mira").SaysAsync("while you were out");
        await using Bot after = NewBot(discord);
        await after.StartAndGetReadyAsync();

        await after.Calls.WaitForAsync("NotingHandler while you were out");
        Assert.Equal(4, discord.Identifies.Count);
        Assert.Equal(4, discord.Resumes.Count);
        await after.Logs.WaitForAsync("Resuming 4 of 4 shards; the sessions were saved up to ");
        Assert.Empty(after.Logs.Troubles);
    }

    [Fact]
    public async Task A_crash_loses_nothing_that_was_in_the_hands_of_handlers()
    {
        var gate = new TaskCompletionSource();
        var file = new FileSessionStore(FilePath);
        var store = new WatchedStore(file);
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await using (var before = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, _) =>
            {
                context.Services.GetRequiredService<Calls>().Note(message.Content!);
                if (message.Content == "slow")
                {
                    await gate.Task;
                }
            }),
            WithQuickCheckpoints,
            services => services.AddSingleton<ISessionStore>(store)))
        {
            await before.StartAndGetReadyAsync();
            SimulatedMember mira = discord.Guild("Harbour").Member("mira");
            await mira.SaysAsync("done");
            await before.Calls.WaitForAsync("done");
            await mira.SaysAsync("slow");
            await mira.SaysAsync("after");
            await before.Calls.WaitForAsync("after");
            await store.WrittenToAsync();
            store.IsBroken = true; // a process that is dead writes nothing
            before.DisposeWithoutStop();
            file.Dispose();
            gate.SetResult();
        }

        await using Bot after = NewBot(discord);
        await after.StartAndGetReadyAsync();

        await after.Calls.WaitForAsync("NotingHandler after");
        Assert.Equal(["NotingHandler slow", "NotingHandler after"], after.Calls.Notes);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task A_session_that_has_just_begun_survives_a_crash()
    {
        var file = new FileSessionStore(FilePath);
        var store = new WatchedStore(file);
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await using (var before = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
            static options => options.SessionStore.CheckpointInterval = TimeSpan.FromDays(1),
            services => services.AddSingleton<ISessionStore>(store)))
        {
            Task written = store.WrittenToAsync(1);
            await before.StartAndGetReadyAsync();
            await written;
            store.IsBroken = true; // a process that is dead writes nothing
            before.DisposeWithoutStop();
            file.Dispose();
        }

        await using Bot after = NewBot(discord);
        await after.StartAndGetReadyAsync();
        Assert.Single(discord.Identifies);
        Assert.Single(discord.Resumes);
    }

    [Fact]
    public async Task What_arrives_while_handlers_finish_at_stop_is_replayed_at_the_next_start()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await using (var before = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note("begin");
            await gate.Task;
        }), WithFile))
        {
            await before.StartAndGetReadyAsync();
            await discord.Guild("Harbour").Member("mira").SaysAsync("handled");
            await before.Calls.WaitForAsync("begin");
            Task stop = before.BeginStopAsync();
            await before.Logs.WaitForAsync("Waiting for the handlers");
            await discord.Guild("Harbour").Member("mira").SaysAsync("too late");
            gate.SetResult();
            await stop.SoonAsync();
        }

        await using Bot after = NewBot(discord);
        await after.StartAndGetReadyAsync();

        await after.Calls.WaitForAsync("NotingHandler too late");
        Assert.Equal(["NotingHandler too late"], after.Calls.Notes);
    }

    [Fact]
    public async Task A_handler_that_is_cancelled_by_the_stop_gets_its_event_again()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await using (var before = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, token) =>
        {
            context.Services.GetRequiredService<Calls>().Note("begin");
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }), WithFile))
        {
            await before.StartAndGetReadyAsync();
            await discord.Guild("Harbour").Member("mira").SaysAsync("unfinished");
            await before.Calls.WaitForAsync("begin");
            await before.StopWithoutPatienceAsync();
        }

        await using Bot after = NewBot(discord);
        await after.StartAndGetReadyAsync();
        await after.Calls.WaitForAsync("NotingHandler unfinished");
    }

    [Fact]
    public async Task What_was_in_the_hands_of_handlers_when_a_shard_was_restarted_is_not_replayed_once_it_has_finished()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        SimulatedMember mira = discord.Guild("Harbour").Member("mira");
        await using (var before = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note(message.Content!);
            if (message.Content == "slow")
            {
                await gate.Task;
            }
        }), WithFile))
        {
            await before.StartAndGetReadyAsync();
            await mira.SaysAsync("slow");
            await before.Calls.WaitForAsync("slow");
            await before.Shards.RestartAsync(0, cancellationToken: TestContext.Current.CancellationToken).SoonAsync();
            await mira.SaysAsync("after");
            await before.Calls.WaitForAsync("after");
            gate.SetResult();
            await before.StopAsync();
        }

        await using Bot after = NewBot(discord);
        await after.StartAndGetReadyAsync();
        await mira.SaysAsync("fresh");
        await after.Calls.WaitForAsync("NotingHandler fresh");
        Assert.Equal(["NotingHandler fresh"], after.Calls.Notes);
    }

    [Fact]
    public async Task Logging_off_is_a_choice_and_leaves_nothing_behind()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord, options => options.Shutdown.Close = ShardClose.LogOff))
        {
            await before.StartAndGetReadyAsync();
            await before.StopAsync();
            Assert.All(discord.Connections, static connection => Assert.Equal(1000, connection.CloseFromClient?.Code));
        }

        using var file = new FileSessionStore(FilePath);
        Assert.Empty(await file.LoadAsync([.. ShardId.All(4)], CancellationToken.None));
    }

    [Fact]
    public async Task Sessions_that_Discord_has_let_go_of_are_followed_by_new_ones()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await SaveAsync(new GatewaySession("long gone", 12, discord.ResumeGatewayUri), DateTimeOffset.UtcNow);

        await using Bot bot = NewBot(discord);
        await bot.StartAndGetReadyAsync();

        Assert.Single(discord.Resumes);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Sessions_that_are_too_old_are_not_even_tried()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await SaveAsync(new GatewaySession("long gone", 12, discord.ResumeGatewayUri), DateTimeOffset.UtcNow - TimeSpan.FromHours(1));

        await using Bot bot = NewBot(discord);
        await bot.StartAndGetReadyAsync();

        Assert.Empty(discord.Resumes);
        await bot.Logs.WaitForAsync("The sessions that were saved for 1 shard are older than 00:15:00");
    }

    [Fact]
    public async Task A_store_that_fails_is_told_once_and_keeps_no_bot_from_running()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        var store = new WatchedStore(new MemorySessionStore()) { IsBroken = true };
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
            WithQuickCheckpoints,
            services => services.AddSingleton<ISessionStore>(store));
        await bot.StartAndGetReadyAsync();
        await store.WrittenToAsync(5);
        store.IsBroken = false;
        await bot.Logs.WaitForAsync("The sessions are being saved again");

        Assert.Single(bot.Logs.Lines, static line => line.Text.StartsWith("The sessions could not be saved (Discord:SessionStore).", StringComparison.Ordinal));
        Assert.Single(bot.Logs.Lines, static line => line.Text.StartsWith("The saved sessions could not be loaded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_in_memory_keeps_suspended_sessions_for_the_next_host_of_the_process()
    {
        var store = new MemorySessionStore();
        Assert.Equal(0, store.Count);
        await ResumeInASecondRunAsync(
            static options => options.Shutdown.Close = ShardClose.Suspend, services => services.AddSingleton<ISessionStore>(store));
        Assert.Equal(4, store.Count);
    }

    [Fact]
    public Task A_distributed_cache_keeps_sessions_as_well()
    {
        var cache = new MemoryDistributedCache(new OptionsWrapper<MemoryDistributedCacheOptions>(new MemoryDistributedCacheOptions()));
        return ResumeInASecondRunAsync(
            static options => options.SessionStore.Type = SessionStoreType.DistributedCache, services => services.AddSingleton<IDistributedCache>(cache));
    }

    [Fact]
    public async Task Without_a_distributed_cache_the_start_fails_with_what_to_do()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
            static options => options.SessionStore.Type = SessionStoreType.DistributedCache);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(bot.StartAsync);
        Assert.Contains("Discord:SessionStore:Type", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddStackExchangeRedisCache", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task ResumeInASecondRunAsync(Action<DiscordGatewayOptions> options, Action<IServiceCollection> services)
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        for (int run = 0; run < 2; run++)
        {
            await using var bot = new Bot(discord, static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(), options, services);
            await bot.StartAndGetReadyAsync();
            await bot.StopAsync();
        }

        Assert.Equal((4, 4), (discord.Identifies.Count, discord.Resumes.Count));
    }

    private static Task<SimulatedDiscord> StartDiscordAsync(int shards = 4) => SimulatedDiscord.StartAsync(options =>
    {
        options.RecommendedShards = shards;
        options.MaxConcurrency = 16;
    });

    private Bot NewBot(SimulatedDiscord discord, Action<DiscordGatewayOptions>? configure = null) => new(
        discord,
        gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        options =>
        {
            WithFile(options);
            configure?.Invoke(options);
        });

    private void WithFile(DiscordGatewayOptions options)
    {
        options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
        options.SessionStore.Path = FilePath;
    }

    // Every few milliseconds, whether something has changed or not.
    private static void WithQuickCheckpoints(DiscordGatewayOptions options)
    {
        options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
        options.SessionStore.CheckpointInterval = TimeSpan.FromMilliseconds(2);
        options.SessionStore.MaxAge = TimeSpan.FromTicks(4);
    }

    private async Task SaveAsync(GatewaySession session, DateTimeOffset savedAt)
    {
        using var file = new FileSessionStore(FilePath);
        await file.SaveAsync([new StoredSession(new ShardId(0, 1), session, savedAt)], CancellationToken.None);
    }
}
