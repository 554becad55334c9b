using System.Collections.Concurrent;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Sharding.Resharding;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>A process that dies, or is stopped, while the number of shards changes: what handlers had not finished comes again.</summary>
public class ReshardCrashTests
{
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromMilliseconds(77); // apart from the times that tests wait for

    private readonly TestTime _time = new();
    private readonly WatchedStore _store = new(new MemorySessionStore());
    private readonly ConcurrentQueue<string> _begun = new();
    private readonly ConcurrentQueue<string> _finished = new();
    private readonly Gates _gates = new();
    private SimulatedDiscordOptions _discord = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_before_the_guilds_are_handed_over_loses_nothing()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            await SayAsync(discord, "earlier");
            _discord.RecommendedShards = 4;
            discord.Shard(3, 4).InsteadOf(Moment.Ready).Nothing();
            _ = before.Shards.ReshardAsync(4, Token);
            await discord.WhenAsync(static discord => discord.Identifies.Count == 6, "Identifies of the new shards");
            await SayAsync(discord, "meanwhile");
            await CrashAsync(discord, before, open: 6);
        }

        await ExpectAgainAsync(discord, ["earlier", "meanwhile"], 2, "2 shards (as before)");
    }

    [Fact]
    public async Task A_crash_when_both_fleets_bring_every_event_loses_nothing()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            await SayAsync(discord, "earlier");
            _discord.RecommendedShards = 4;
            _ = before.Shards.ReshardAsync(4, Token);
            await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
            await SayToOneFirstAsync(discord, "by the old ones", late: 4);
            await SayToOneFirstAsync(discord, "by the new ones", late: 2);
            await CrashAsync(discord, before, open: 6);
        }

        await ExpectAgainAsync(discord, ["earlier", "by the old ones", "by the new ones"], 2, "2 shards (as before)");
    }

    [Fact]
    public async Task A_crash_while_the_old_shards_wait_for_their_handlers_loses_nothing()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            await SayAsync(discord, "earlier");
            _discord.RecommendedShards = 4;
            _ = before.Shards.ReshardAsync(4, Token);
            await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
            await SayToOneFirstAsync(discord, "by the old ones", late: 4);
            await SayToOneFirstAsync(discord, "by the new ones", late: 2);
            _time.Advance(Resharder.Overlap);
            await _time.TakeAsync(Resharder.DrainInterval, Resharder.DrainInterval);
            await SayAsync(discord, "later");
            await CrashAsync(discord, before, open: 6);
        }

        await ExpectAgainAsync(discord, ["earlier", "by the old ones", "by the new ones", "later"], 2, "2 shards (as before)");
    }

    [Fact]
    public async Task What_the_old_shards_had_in_hand_when_their_time_was_over_comes_again_after_a_crash()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            _discord.RecommendedShards = 4;
            Task resharding = before.Shards.ReshardAsync(4, Token);
            await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
            await SayToOneFirstAsync(discord, "by the old ones", late: 4);
            await SayToOneFirstAsync(discord, "by the new ones", late: 2);
            _time.Advance(Resharder.Overlap);
            await RunOutOfTimeAsync(resharding);
            await SayAsync(discord, "later");
            await CrashAsync(discord, before, open: 4);
        }

        await ExpectAgainAsync(discord, ["by the old ones", "by the new ones", "later"], 4, "4 shards (recommended)");
    }

    [Fact]
    public async Task What_the_new_shards_had_in_hand_when_they_were_given_up_comes_again_after_a_crash()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            using var gaveUp = new CancellationTokenSource();
            Task resharding = before.Shards.ReshardAsync(4, gaveUp.Token);
            await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
            await SayToOneFirstAsync(discord, "by the new ones", late: 2);
            await gaveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunOutOfTimeAsync(resharding));
            await SayAsync(discord, "later");
            await CrashAsync(discord, before, open: 2);
        }

        await ExpectAgainAsync(discord, ["by the new ones", "later"], 2, "2 shards (recommended)");
    }

    [Fact]
    public async Task A_stop_in_the_middle_loses_nothing_and_repeats_nothing_that_has_finished()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            await SayAsync(discord, "earlier");
            _discord.RecommendedShards = 4;
            _ = before.Shards.ReshardAsync(4, Token);
            await _time.TakeAsync(Resharder.Overlap, Resharder.Overlap);
            await SayToOneFirstAsync(discord, "by the old ones", late: 4);
            await SayToOneFirstAsync(discord, "by the new ones", late: 2);
            await AllReadAsync(discord, before);
            Task stop = before.BeginStopAsync();
            await before.Logs.WaitForAsync("Waiting for the handlers");
            await SayAsync(discord, "too late", isHandled: false);
            _gates.Open("earlier", "by the old ones", "by the new ones");
            await stop.SoonAsync();
        }

        await ExpectAgainAsync(discord, ["too late"], 2, "2 shards (as before)");
    }

    [Fact]
    public async Task A_stop_while_the_old_shards_wait_for_their_handlers_resumes_the_new_ones()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            await SayAsync(discord, "earlier");
            _discord.RecommendedShards = 4;
            _ = before.Shards.ReshardAsync(4, Token);
            await _time.PassAsync(Resharder.Overlap);
            await _time.TakeAsync(Resharder.DrainInterval, Resharder.DrainInterval);
            await SayAsync(discord, "later");
            Task stop = before.BeginStopAsync();
            await before.Logs.WaitForAsync("Waiting for the handlers");
            await SayAsync(discord, "too late", isHandled: false);
            _gates.Open("earlier", "later");
            await stop.SoonAsync();
        }

        await ExpectAgainAsync(discord, ["too late"], 4, "4 shards (recommended)");
    }

    [Fact]
    public async Task A_bot_that_starts_with_as_many_shards_as_before_follows_the_recommendation_then()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord))
        {
            await StartAsync(before);
            await before.StopAsync();
        }

        _discord.RecommendedShards = 4;
        await using Bot after = NewBot(discord, static (_, _) => default);
        await after.StartAndGetReadyAsync();
        await after.Logs.WaitForAsync("Starting 2 shards (as before)");

        await discord.WhenAllReadyAsync(4);
        await Soon.UntilAsync(() =>
        {
            _time.Advance(Resharder.DrainInterval);
            return after.Shards.Total == 4;
        });

        Assert.Equal((2, 6), (discord.Resumes.Count, discord.Identifies.Count));
    }

    [Fact]
    public async Task A_bot_that_was_given_more_shards_by_hand_and_follows_no_recommendation_resumes_them_as_well()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord, configure: ByHand))
        {
            await StartAsync(before);
            Task resharding = before.Shards.ReshardAsync(4, Token);
            await _time.PassAsync(Resharder.Overlap);
            await _time.PassUntilAsync(resharding, Resharder.DrainInterval);
            await before.StopAsync();
        }

        await SayAsync(discord, "between", isHandled: false);
        await using Bot after = NewBot(discord, configure: ByHand);
        await after.StartAndGetReadyAsync();
        await Soon.UntilAsync(() => _begun.Contains("between"));

        Assert.Contains(after.Logs.Lines, static line => line.Text.StartsWith("Starting 4 shards (as before)", StringComparison.Ordinal));
        Assert.Equal((4, 6), (discord.Resumes.Count, discord.Identifies.Count));
        _gates.Open("between");
    }

    [Fact]
    public async Task A_bot_that_follows_no_recommendation_while_it_runs_follows_it_when_it_starts()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using (Bot before = NewBot(discord, configure: ByHand))
        {
            await StartAsync(before);
            await before.StopAsync();
        }

        _discord.RecommendedShards = 4;
        await using Bot after = NewBot(discord, configure: ByHand);
        await after.StartAndGetReadyAsync();

        Assert.Contains(after.Logs.Lines, static line => line.Text.StartsWith("Starting 4 shards (recommended)", StringComparison.Ordinal));
        Assert.Equal((0, 6), (discord.Resumes.Count, discord.Identifies.Count));
    }

    private static void ByHand(DiscordGatewayOptions options) => options.Shards.ReshardAutomatically = false;

    private Task<SimulatedDiscord> StartDiscordAsync() => SimulatedDiscord.StartAsync(options =>
    {
        _discord = options;
        options.RecommendedShards = 2;
        options.MaxConcurrency = 16;
        options.IdentifyWindow = TimeSpan.FromMilliseconds(1);
        options.HeartbeatInterval = TimeSpan.FromHours(1);
        options.World.Guild("guild", static guild => guild.Member("mira"));
    });

    /// <summary>A bot whose sessions outlive it, and whose handlers note what they begin and wait at a gate.</summary>
    private Bot NewBot(
        SimulatedDiscord discord, Func<string, CancellationToken, ValueTask>? handle = null, Action<DiscordGatewayOptions>? configure = null) => new(
        discord,
        gateway => gateway.AddEventHandler<MessageCreate>((message, _, token) => (handle ?? HandleAsync)(message.Content!, token)),
        options =>
        {
            options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            options.SessionStore.CheckpointInterval = CheckpointInterval;
            options.SessionStore.MaxAge = 4 * CheckpointInterval; // so that each checkpoint is written, changed or not
            options.Shutdown.Close = ShardClose.Suspend;
            configure?.Invoke(options);
        },
        services => services.AddSingleton<TimeProvider>(_time).AddSingleton<ISessionStore>(_store));

    private async ValueTask HandleAsync(string text, CancellationToken cancellationToken)
    {
        _begun.Enqueue(text);
        await _gates.PassAsync(text).WaitAsync(cancellationToken);
        _finished.Enqueue(text);
    }

    private async Task StartAsync(Bot bot)
    {
        await bot.StartAndGetReadyAsync();
        _time.Advance(IdentifyQueue.Window);
    }

    private async Task SayAsync(SimulatedDiscord discord, string text, bool isHandled = true)
    {
        await discord.Guild("guild").Member("mira").SaysAsync(text);
        if (isHandled)
        {
            await Soon.UntilAsync(() => _begun.Contains(text));
        }
    }

    /// <summary>Says something that handlers get from one fleet, and that the other brings later.</summary>
    private async Task SayToOneFirstAsync(SimulatedDiscord discord, string text, int late)
    {
        Fault[] stalls = [.. Enumerable.Range(0, late).Select(id => discord.Shard(id, late).Stall())];
        await SayAsync(discord, text);
        Array.ForEach(stalls, static stall => stall.Lift());
    }

    /// <summary>The old shards, or those that were given up, wait for handlers that do not finish in time.</summary>
    private async Task RunOutOfTimeAsync(Task resharding)
    {
        await _time.TakeAsync(Resharder.DrainInterval, Resharder.DrainInterval);
        _time.Advance(Resharder.DrainTimeout);
        await resharding.SoonAsync();
    }

    /// <summary>Every shard has dealt with all that was said: it reads what comes behind that.</summary>
    private static async Task AllReadAsync(SimulatedDiscord discord, Bot bot)
    {
        await discord.DispatchAsync("NEWS", "{}");
        await Soon.UntilAsync(() => ((ShardManager)bot.Shards).Runners.All(runner => discord.Connections
            .Where(connection => connection.IsOpen && connection.ShardCount == runner.Id.Total && connection.ShardId == runner.Id.Id)
            .All(connection => connection.Sent.Max(static frame => frame.Sequence) is not { } last || runner.Shard.Session?.Sequence >= last)));
    }

    /// <summary>The process dies once it has read all that was sent, and after a checkpoint.</summary>
    private async Task CrashAsync(SimulatedDiscord discord, Bot bot, int open)
    {
        await discord.WhenAsync(discord => discord.Connections.Count(static connection => connection.IsOpen) == open, "open connections");
        await AllReadAsync(discord, bot);
        for (int i = 0; i < 2; i++)
        {
            Task written = _store.WrittenToAsync(1);
            _time.Advance(CheckpointInterval);
            await written;
        }

        _store.IsBroken = true; // a process that is dead writes nothing
        bot.DisposeWithoutStop();
        Assert.Empty(_finished);
        _gates.Open([.. _begun]);
    }

    /// <summary>Starts anew, and expects every one of these to be handled, and nothing but these.</summary>
    private async Task ExpectAgainAsync(SimulatedDiscord discord, string[] texts, int resumed, string plan)
    {
        _store.IsBroken = false;
        var again = new ConcurrentQueue<string>();
        await using Bot after = NewBot(discord, (text, _) =>
        {
            again.Enqueue(text);
            return default;
        });
        await after.StartAsync();
        await after.Logs.WaitForAsync($"Starting {plan}");
        await after.Logs.WaitForAsync("ready after");
        await discord.Guild("guild").Member("mira").SaysAsync("last");
        await Soon.UntilAsync(() => again.Contains("last"));

        Assert.Equal([.. texts, "last"], again);
        Assert.Equal(resumed, discord.Resumes.Count);
    }
}
