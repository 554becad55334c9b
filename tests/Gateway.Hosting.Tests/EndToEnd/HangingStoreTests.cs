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

    private Bot NewBot(SimulatedDiscord discord, ISessionStore store) => new(
        discord,
        static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        static options =>
        {
            options.Intents = GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            options.SessionStore.CheckpointInterval = TimeSpan.FromHours(3);
        },
        services => services.AddSingleton(store).AddSingleton<TimeProvider>(_time));
}
