using System.Diagnostics;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>What can be done with shards while they run.</summary>
public class ControlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restarted_shard_resumes_its_session_and_misses_nothing()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);

        await bot.Shards.RestartAsync(0, cancellationToken: Token);
        await discord.Guild("Harbour").Member("mira").SaysAsync("back?");

        await bot.Calls.WaitForAsync("NotingHandler back?");
        Assert.Equal(2, discord.Identifies.Count);
        Assert.Equal(0, Assert.Single(discord.Resumes).Connection.ShardId);
    }

    [Fact]
    public async Task A_shard_can_be_restarted_with_a_fresh_session()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1, window: TimeSpan.FromMilliseconds(1));
        var time = new TestTime();
        await using Bot bot = await StartBotAsync(discord, time: time);

        Task restarted = bot.Shards.RestartAsync(0, ShardClose.LogOff, Token);
        await restarted.SoonAsync();
        await time.PassAsync(IdentifyQueue.Window);

        await discord.WhenAsync(static discord => discord.Identifies.Count == 2, "a second Identify");
        Assert.Empty(discord.Resumes);
    }

    [Theory]
    [InlineData(EventOrdering.PerGuild, null)]
    [InlineData(EventOrdering.Concurrent, EventOrdering.PerGuild)]
    public async Task After_a_restart_events_are_in_line_behind_those_of_before(EventOrdering bot, EventOrdering? handler)
    {
        var gates = new Gates();
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await using var restarted = new Bot(
            discord,
            gateway => gateway
                .AddEventHandler<MessageCreate>((message, context, _) => gates.NoteAsync(message, context, ""), o => o.Ordering = handler)
                .AddEventHandler<MessageCreate>(
                    static (message, context, _) =>
                    {
                        context.Services.GetRequiredService<Calls>().Note($"read {message.Content}");
                        return default;
                    },
                    static o => o.Ordering = EventOrdering.Concurrent),
            o =>
            {
                o.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
                o.Dispatch.Ordering = bot;
            });
        await restarted.StartAndGetReadyAsync();
        SimulatedMember mira = discord.Guild("Harbour").Member("mira");
        await mira.SaysAsync("a");
        await restarted.Calls.WaitForAsync("begin a");

        await restarted.Shards.RestartAsync(0, cancellationToken: Token);
        await mira.SaysAsync("b");
        await mira.SaysAsync("c");
        await restarted.Calls.WaitForAsync("read c");
        gates.Open("a", "b", "c");
        await restarted.Calls.WaitForAsync("end c");
        Assert.Equal(
            ["begin a", "end a", "begin b", "end b", "begin c", "end c"],
            restarted.Calls.Notes.Where(static note => !note.StartsWith("read", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Handlers_see_nothing_of_whoever_started_or_restarted_their_shard()
    {
        var caller = new AsyncLocal<string?>();
        using var request = new Activity("a request");
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        await using Bot bot = await StartBotAsync(discord, gateway: gateway => gateway.AddEventHandler<MessageCreate>((message, context, _) =>
        {
            // A test beside this one may listen to the events of all bots: there is a trace of its own then.
            bool isWithin = Activity.Current?.TraceId == request.TraceId;
            context.Services.GetRequiredService<Calls>().Note($"{message.Content} for {caller.Value ?? "nobody"} in {(isWithin ? "the request" : "nothing")}");
            return default;
        }));

        request.Start();
        caller.Value = "an operator";
        await bot.Shards.RestartAsync(0, cancellationToken: Token);
        await discord.Guild("Harbour").Member("mira").SaysAsync("restarted");
        await bot.Calls.WaitForAsync(1);
        await bot.Shards.StopAsync(0, ShardClose.Suspend, Token);
        await bot.Shards.StartAsync(0, Token);
        await discord.Guild("Harbour").Member("mira").SaysAsync("started");
        await bot.Calls.WaitForAsync(2);

        Assert.Equal(["restarted for nobody in nothing", "started for nobody in nothing"], bot.Calls.Notes);
        Assert.Equal(("an operator", request), (caller.Value, Activity.Current));
    }

    [Fact]
    public async Task A_stopped_shard_stays_stopped_until_it_is_started()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);

        await bot.Shards.StopAsync(1, ShardClose.Suspend, Token).SoonAsync();
        Assert.Equal(ShardState.Closed, bot.Shards.Shards[1].Status.State);
        await bot.Shards.StopAsync(1, cancellationToken: Token).SoonAsync(); // a second time does nothing
        await bot.Shards.StartAsync(1, Token).SoonAsync();
        await bot.Shards.StartAsync(1, Token).SoonAsync();

        await bot.InStateAsync(ShardState.Ready, shardId: 1);
        Assert.Single(discord.Resumes);
    }

    [Fact]
    public async Task Giving_up_waiting_for_a_restart_does_not_leave_the_shard_closed()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 1);
        var time = new TestTime();
        await using Bot bot = await StartBotAsync(discord, time);
        await discord.Everyone.GoSilentAsync(); // its close is not answered
        using var enough = new CancellationTokenSource();

        Task restart = bot.Shards.RestartAsync(0, cancellationToken: enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(restart.SoonAsync);
        await time.PassAsync(TimeSpan.FromSeconds(5));

        await discord.WhenAsync(static discord => discord.Resumes.Count == 1, "a Resume");
    }

    [Fact]
    public async Task A_shard_that_does_not_run_here_is_an_error_that_says_so()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);

        ArgumentOutOfRangeException error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bot.Shards.RestartAsync(7, cancellationToken: Token));
        Assert.Contains("No such shard runs in this process.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_go_to_the_shard_of_their_guild()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        SimulatedGuild harbour = discord.Guild("Harbour");

        await bot.Shards.SendAsync(harbour.Id, new RequestGuildMembers { GuildId = harbour.Id, Query = "", Limit = 1 }, Token).SoonAsync();

        await discord.ExpectFrameAsync(static frame => frame.Opcode == 8);
        Assert.Equal(
            ShardId.OfGuild(harbour.Id, 2).Id,
            discord.Connections.Single(static connection => connection.Received.Any(static frame => frame.Opcode == 8)).ShardId);
    }

    [Fact]
    public async Task A_presence_reaches_every_shard()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);

        await bot.Shards.UpdatePresenceAsync(new UpdatePresence { Status = BotStatus.Idle }, Token).SoonAsync();

        await discord.WhenAsync(static discord => PresencesOf(discord) == 2, "a presence from each shard");
        await bot.Shards.UpdatePresenceAsync(1, new UpdatePresence { Status = BotStatus.Online }, Token).SoonAsync();
        await discord.WhenAsync(static discord => PresencesOf(discord) == 3, "a presence from one shard");
    }

    [Fact]
    public async Task Changes_are_told_to_everyone_who_watches()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        using var enough = new CancellationTokenSource();
        var seen = new List<ShardState>();
        IAsyncEnumerable<ShardChange> changes = bot.Shards.WatchAsync(enough.Token);

        await bot.Shards.RestartAsync(0, cancellationToken: Token);
        await foreach (ShardChange change in changes)
        {
            Assert.Equal(new ShardId(0, 2), change.Shard);
            seen.Add(change.Status.State);
            if (change.Status.State == ShardState.Ready)
            {
                break;
            }
        }

        Assert.Equal([ShardState.Closed, ShardState.Connecting, ShardState.Resuming, ShardState.Ready], seen);
    }

    [Fact]
    public async Task A_presence_that_changes_in_the_configuration_reaches_the_live_shards_and_a_mistake_in_it_does_not()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        var configuration = (IConfigurationRoot)bot.Services.GetRequiredService<IConfiguration>();

        configuration["Discord:Presence:Status"] = "asleep";
        configuration.Reload();
        await bot.Logs.WaitForAsync("Discord:Presence:Status is 'asleep'");
        Assert.Equal(0, PresencesOf(discord));

        configuration["Discord:Presence:Status"] = "idle";
        configuration.Reload();
        await discord.WhenAsync(static discord => PresencesOf(discord) == 2, "a presence from each shard");
        configuration.Reload(); // with nothing new in it
        configuration["Discord:Presence:Status"] = "dnd";
        configuration.Reload();
        await discord.WhenAsync(static discord => PresencesOf(discord) == 4, "another presence from each shard");
    }

    [Fact]
    public async Task The_budget_of_Identifies_can_be_seen()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);

        Assert.Equal((1000, 998), (bot.Shards.IdentifyBudget?.Total, bot.Shards.IdentifyBudget?.Remaining));
    }

    private static int PresencesOf(SimulatedDiscord discord) =>
        discord.Connections.Sum(static connection => connection.Received.Count(static frame => frame.Opcode == 3));

    private static Task<SimulatedDiscord> StartDiscordAsync(int shards = 2, TimeSpan? window = null) => SimulatedDiscord.StartAsync(options =>
    {
        options.RecommendedShards = shards;
        options.MaxConcurrency = 16;
        options.IdentifyWindow = window ?? options.IdentifyWindow;
    });

    private static async Task<Bot> StartBotAsync(SimulatedDiscord discord, TimeProvider? time = null, Action<IDiscordGatewayBuilder>? gateway = null)
    {
        var bot = new Bot(
            discord,
            gateway ?? (static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>()),
            options => options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
            services => services.AddSingleton(time ?? TimeProvider.System));
        await bot.StartAndGetReadyAsync();
        return bot;
    }
}
