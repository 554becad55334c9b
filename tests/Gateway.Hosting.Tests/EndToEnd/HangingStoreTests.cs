using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>A session store that does not answer holds up neither the start nor the stop.</summary>
public class HangingStoreTests
{
    // All of a test passes within the longest heartbeat interval there is, of 5 minutes: time that jumps over one leaves no
    // time for the answer to a heartbeat, and a connection that was silent is given up.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(100);

    private readonly TestTime _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_stops_while_the_store_does_not_answer_the_start(bool failsWhenCancelled)
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        var store = new HangingStore(onLoad: true, failsWhenCancelled: failsWhenCancelled);
        await using Bot bot = NewBot(discord, store);
        await bot.StartAsync();
        await store.Asked.SoonAsync();

        await bot.StopAsync();
        Assert.Empty(bot.Logs.Troubles);
        Assert.Equal(0, bot.ExitCode);
        Assert.Empty(discord.Connections);
    }

    [Fact]
    public async Task A_start_does_not_wait_for_the_store_for_ever()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using Bot bot = NewBot(discord, new HangingStore(onLoad: true));
        await bot.StartAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(30));
        await bot.Logs.WaitForAsync("The session store has not answered for 30 s (Discord:SessionStore), and is not waited for: every shard identifies");
        await discord.WhenReadyAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_does_not_wait_for_the_store_for_ever(bool failsWhenCancelled)
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        var store = new HangingStore(onSave: true, failsWhenCancelled: failsWhenCancelled);
        await using Bot bot = NewBot(discord, store);
        await bot.StartAndGetReadyAsync();

        Task stop = bot.StopAsync();
        await store.Asked.SoonAsync();
        await _time.PassAsync(TimeSpan.FromSeconds(3));
        await stop;
        Assert.StartsWith("The session store did not answer in time", Assert.Single(bot.Logs.Troubles).Text, StringComparison.Ordinal);
        Assert.Equal(4000, (await discord.ExpectCloseAsync()).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_hangs_while_the_bot_runs_is_told_once_and_not_waited_for(bool failsWhenCancelled)
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(LongestHeartbeat);
        var store = new HangingStore(onSave: true, failsWhenCancelled: failsWhenCancelled);
        await using Bot bot = NewBot(discord, store);
        await bot.StartAndGetReadyAsync();
        await store.Asked.SoonAsync();

        await _time.PassAsync(TimeSpan.FromSeconds(30));
        LogLine line = await bot.Logs.WaitForAsync("The session store");
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        await bot.Calls.WaitForAsync("NotingHandler hello");
        _time.Advance(CheckpointInterval);
        await _time.PassAsync(TimeSpan.FromSeconds(30)); // the next save
        store.LetGo();

        Assert.Equal(
            "The session store (HangingStore, Discord:SessionStore) has not taken the sessions for 30 s, and is not waited for. "
            + "The bot runs on, and tries again; until then a restart would identify anew or replay more",
            line.Text);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Single(bot.Logs.Troubles);
    }

    [Fact]
    public async Task A_save_that_was_left_alone_is_not_overtaken_by_a_newer_one()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(LongestHeartbeat);
        var store = new HangingStore(onSave: true);
        await using Bot bot = NewBot(discord, store);
        await bot.StartAndGetReadyAsync();
        await store.Asked.SoonAsync();
        await _time.PassAsync(TimeSpan.FromSeconds(30));
        await bot.Logs.WaitForAsync("The session store");

        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        await bot.Calls.WaitForAsync("NotingHandler hello");
        _time.Advance(CheckpointInterval);
        await _time.PassAsync(TimeSpan.FromSeconds(30)); // the next save, which waits for the one that was left alone
        _time.Advance(CheckpointInterval);
        await _time.TakeAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)); // the one after it: by now it was left alone as well
        Assert.Equal((1, 0), (store.Saves, store.Saved.Count));

        store.LetGo();
        await bot.Logs.WaitForAsync("The sessions are being saved again");
        await bot.StopAsync();
        Assert.True(store.Saved.Count > 1);
        Assert.Equal(store.Saved.Select(static saved => saved.Session.Sequence).Order(), store.Saved.Select(static saved => saved.Session.Sequence));
        Assert.Single(bot.Logs.Troubles);
    }

    private static void LongestHeartbeat(SimulatedDiscordOptions options) => options.HeartbeatInterval = TimeSpan.FromMinutes(5);

    private Bot NewBot(SimulatedDiscord discord, ISessionStore store) => new(
        discord,
        static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        static options =>
        {
            options.Intents = GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            options.SessionStore.CheckpointInterval = CheckpointInterval;
            options.Shards.ReshardCheckInterval = TimeSpan.FromHours(20);
        },
        services => services.AddSingleton(store).AddSingleton<TimeProvider>(_time));
}
