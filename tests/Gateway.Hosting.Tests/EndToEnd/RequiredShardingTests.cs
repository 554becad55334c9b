using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Sharding.Resharding;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>Discord closes a shard with 4011: the bot needs more of them, and cannot have them at once.</summary>
public class RequiredShardingTests
{
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(200);

    private readonly TestTime _time = new();
    private SimulatedDiscordOptions _discord = new();

    [Fact]
    public async Task While_Discord_cannot_be_asked_for_the_number_it_is_asked_again()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        _discord.RecommendedShards = 4;
        RequestFault outage = discord.GatewayBot.AnswerWith(404); // one request a round

        await discord.Shard(0, 2).CloseAsync(4011);
        await outage.StruckAsync();
        await PauseAsync();
        await outage.StruckAsync(2);
        outage.Lift();
        await PauseAsync();

        await ReshardedAsync(bot);
        LogLine line = Assert.Single(bot.Logs.Troubles, static line => line.Text.Contains("trying again", StringComparison.Ordinal));
        Assert.Equal(
            "Discord requires more shards (4011) and has closed shard 0/2, but the bot cannot have them yet: Discord cannot be asked how many shards there should be: "
            + "GET gateway/bot was answered with 404 (NotFound). It keeps trying again",
            line.Text);
    }

    [Fact]
    public async Task Session_starts_that_are_not_left_are_waited_for()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        _discord.RecommendedShards = 4;
        discord.SetSessionStarts(3, TimeSpan.FromHours(2));

        await discord.Everyone.CloseAsync(4011);
        LogLine line = await bot.Logs.WaitForAsync("the bot cannot have them yet: 4 shards need as many session starts, but 3 are left until ");
        Assert.Equal(LogLevel.Warning, line.Level);
        discord.SetSessionStarts(1000, TimeSpan.FromHours(24));
        await PauseAsync();

        await ReshardedAsync(bot);
    }

    [Fact]
    public async Task A_recommendation_that_is_behind_is_waited_for()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);

        await discord.Everyone.CloseAsync(4011);
        await bot.Logs.WaitForAsync("the bot cannot have them yet: Discord recommends no more than 2 shards");
        _discord.RecommendedShards = 4;
        await PauseAsync();

        await ReshardedAsync(bot);
    }

    [Fact]
    public async Task Meanwhile_the_shards_that_were_closed_count_as_missing_and_a_restart_is_not_called_for()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        await discord.Everyone.CloseAsync(4011);
        await bot.Logs.WaitForAsync("the bot cannot have them yet");
        await bot.InStateAsync(ShardState.Failed, shardId: 0);
        await bot.InStateAsync(ShardState.Failed, shardId: 1);

        _time.Advance(TimeSpan.FromSeconds(30));

        HealthReport report = await bot.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HealthStatus.Degraded, "0 of 2 shards ready"), (report.Entries["discord-gateway"].Status, report.Entries["discord-gateway"].Description));
        Assert.Equal(HealthStatus.Healthy, report.Entries["discord-gateway-live"].Status);
        Assert.Equal(0, bot.ExitCode);
    }

    [Fact]
    public async Task A_fixed_number_of_shards_ends_the_application()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, static options => options.Shards.Total = 2);
        await StartAsync(bot);

        await discord.Everyone.CloseAsync(4011);
        await bot.EndedByItselfAsync();

        Assert.Contains("4011 (ShardingRequired)", Assert.Single(bot.Logs.At(LogLevel.Critical)).Text, StringComparison.Ordinal);
        Assert.Equal(78, bot.ExitCode);
    }

    [Fact]
    public async Task A_number_that_is_too_small_as_well_is_not_tried_again()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        _discord.RecommendedShards = 3;
        discord.Shard(0, 3).InsteadOf(Moment.Ready).Close(4011);

        await discord.Everyone.CloseAsync(4011);
        await DrainedAsync(bot.Logs.WaitForAsync("the bot cannot have them yet: 3 shards are too few as well. It keeps trying again"));
        int identifies = discord.Identifies.Count;
        await PauseAsync();
        await discord.WhenAsync(static discord => discord.Requests.Count(static request => request.Path.EndsWith("gateway/bot", StringComparison.Ordinal)) == 4, "a fourth question");
        Assert.Equal(identifies, discord.Identifies.Count);
        _discord.RecommendedShards = 4;
        _time.Advance(IdentifyQueue.Window);
        await _time.PassAsync(MostDelay / 2, MostDelay - TimeSpan.FromTicks(1));

        await ReshardedAsync(bot);
    }

    [Fact]
    public async Task A_new_shard_that_is_refused_for_another_reason_ends_the_application()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        _discord.RecommendedShards = 4;
        discord.Shard(0, 4).InsteadOf(Moment.Ready).Close(4014);

        await discord.Everyone.CloseAsync(4011);
        await DrainedAsync(bot.EndedByItselfAsync());

        Assert.Contains("4014 (DisallowedIntents)", Assert.Single(bot.Logs.At(LogLevel.Critical)).Text, StringComparison.Ordinal);
        Assert.Equal(78, bot.ExitCode);
    }

    [Fact]
    public async Task A_token_that_Discord_does_not_know_any_more_ends_the_application()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        discord.GatewayBot.AnswerWith(401);

        await discord.Everyone.CloseAsync(4011);
        await bot.EndedByItselfAsync();

        Assert.StartsWith("Discord does not know the token (401)", Assert.Single(bot.Logs.At(LogLevel.Critical)).Text, StringComparison.Ordinal);
        Assert.Equal(78, bot.ExitCode);
    }

    [Fact]
    public async Task It_stops_while_it_waits()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await StartAsync(bot);
        await discord.Everyone.CloseAsync(4011);
        await bot.Logs.WaitForAsync("the bot cannot have them yet");

        await bot.StopAsync();

        Assert.Empty(bot.Logs.At(LogLevel.Critical));
        Assert.Equal(0, bot.ExitCode);
    }

    private Task<SimulatedDiscord> StartDiscordAsync() => SimulatedDiscord.StartAsync(options =>
    {
        _discord = options;
        options.RecommendedShards = 2;
        options.MaxConcurrency = 16;
        options.IdentifyWindow = TimeSpan.FromMilliseconds(1);
        options.HeartbeatInterval = TimeSpan.FromHours(1);
    });

    private Bot NewBot(SimulatedDiscord discord, Action<DiscordGatewayOptions>? configure = null) => new(
        discord,
        static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        options =>
        {
            options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages;
            options.Reconnect.Delay = options.Reconnect.MaxDelay = MostDelay;
            options.Shutdown.CloseTimeout = TimeSpan.FromSeconds(3);
            options.SessionStore.CheckpointInterval = TimeSpan.FromHours(3); // apart from the times that tests wait for
            options.ConfigureShard = static (_, shard) => shard with { Random = new Constant() }; // as are these
            configure?.Invoke(options);
        },
        services => services.AddSingleton<TimeProvider>(_time).AddHealthChecks().AddDiscordGateway());

    private async Task StartAsync(Bot bot)
    {
        await bot.StartAndGetReadyAsync();
        _time.Advance(IdentifyQueue.Window);
    }

    private Task<TimeSpan> PauseAsync() => _time.PassAsync(MostDelay / 2, MostDelay - TimeSpan.FromTicks(1));

    private async Task ReshardedAsync(Bot bot)
    {
        await _time.PassAsync(Resharder.Overlap);
        await DrainedAsync(bot.Logs.WaitForAsync("Resharded from 2 to 4 shards"));
        Assert.Equal((4, 0), (bot.Shards.Total, bot.ExitCode));
        Assert.Empty(bot.Logs.At(LogLevel.Critical));
    }

    /// <summary>Handlers may be at an event when shards leave: they are looked after ten times a second, and time passes for that alone.</summary>
    private Task DrainedAsync(Task done) => _time.PassUntilAsync(done, Resharder.DrainInterval);

    private sealed class Constant : Random
    {
        public override double NextDouble() => 0.9;
    }
}
