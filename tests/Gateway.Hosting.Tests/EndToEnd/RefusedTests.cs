using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Tests.EndToEnd;

public class RefusedTests
{
    [Fact]
    public async Task A_wrong_token_ends_the_application_with_one_critical_line()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord.ApiBaseAddress, "wrong", Handlers);
        await bot.StartAsync();
        await bot.EndedByItselfAsync();

        LogLine line = Assert.Single(bot.Logs.At(LogLevel.Critical));
        Assert.StartsWith("Discord does not know the token (401): copy a fresh one", line.Text, StringComparison.Ordinal);
        Assert.Null(line.Exception);
        Assert.Equal(DiscordGatewayExitCodes.Refused, bot.ExitCode);
        Assert.Single(discord.Requests);
    }

    [Fact]
    public async Task Intents_that_are_not_switched_on_end_the_application_and_are_named()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.AllowedIntents = PrivilegedIntents.None);
        await using var bot = new Bot(discord, Handlers, options =>
            options.Intents = GatewayIntents.GuildMessages | GatewayIntents.MessageContent | GatewayIntents.GuildMembers);
        await bot.StartAsync();
        await bot.EndedByItselfAsync();

        LogLine line = Assert.Single(bot.Logs.At(LogLevel.Critical));
        Assert.Contains("4014 (DisallowedIntents)", line.Text, StringComparison.Ordinal);
        Assert.Contains("Privileged intents asked for: GuildMembers, MessageContent.", line.Text, StringComparison.Ordinal);
        Assert.Equal(DiscordGatewayExitCodes.Refused, bot.ExitCode);
        Assert.Single(discord.Identifies);
    }

    [Theory]
    [InlineData(4004)]
    [InlineData(4010)]
    [InlineData(4012)]
    [InlineData(4013)]
    public async Task A_fatal_close_ends_the_application_with_one_line_for_all_shards(int code)
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.RecommendedShards = 2;
            options.MaxConcurrency = 2;
        });
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAndGetReadyAsync();
        await discord.Everyone.CloseAsync(code);
        await bot.EndedByItselfAsync();

        Assert.Contains($"with close code {code}", Assert.Single(bot.Logs.At(LogLevel.Critical)).Text, StringComparison.Ordinal);
        Assert.Equal(78, bot.ExitCode);
    }

    [Fact]
    public async Task A_shard_that_is_refused_at_start_is_not_reported_as_starting_for_ever()
    {
        var time = new TestTime();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.RecommendedShards = 2;
            options.MaxConcurrency = 2;
        });
        discord.Shard(1, 2).InsteadOf(Moment.Ready).Close(4010);
        await using var bot = new Bot(
            discord, Handlers, static options => options.WhenRefused = RefusedBehavior.MarkUnhealthy, services => services.AddSingleton<TimeProvider>(time));
        await bot.StartAsync();
        await bot.InStateAsync(ShardState.Failed, shardId: 1);
        await bot.InStateAsync(ShardState.Ready);
        await bot.Logs.WaitForAsync("with close code 4010");

        await time.PassAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        await bot.StopAsync();
        Assert.DoesNotContain(bot.Logs.Lines, static line => line.Text.Contains(" of 2 shards ready;", StringComparison.Ordinal) || line.Text.EndsWith(" of 2 shards ready", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_shard_that_is_refused_leaves_the_others_running_and_the_bot_unhealthy_until_it_is_started_again()
    {
        await using SimulatedDiscord discord = await StartTwoShardsAsync();
        await using Bot bot = NewUnhealthyBot(discord);
        await bot.StartAndGetReadyAsync();

        await discord.Shard(1, 2).CloseAsync(4010);
        LogLine line = await bot.Logs.WaitForAsync("with close code 4010");
        Assert.EndsWith("The bot goes on with 1 of 2 shards, and is unhealthy until this one is started again (IShardManager.StartAsync)", line.Text, StringComparison.Ordinal);
        HealthReport report = await HealthOfAsync(bot);
        Assert.Equal(
            (HealthStatus.Unhealthy, "Discord has refused shard 1/2 for good; the log says what to change. 1 of 2 shards ready"),
            (report.Entries["discord-gateway"].Status, report.Entries["discord-gateway"].Description));
        Assert.Contains("shard 1/2", report.Entries["discord-gateway"].Data.Keys);
        Assert.Equal(HealthStatus.Healthy, report.Entries["discord-gateway-live"].Status);

        await bot.Shards.StartAsync(1, TestContext.Current.CancellationToken).SoonAsync();
        await bot.InStateAsync(ShardState.Ready, shardId: 1);
        report = await HealthOfAsync(bot);
        Assert.Equal((HealthStatus.Healthy, "2 of 2 shards ready"), (report.Entries["discord-gateway"].Status, report.Entries["discord-gateway"].Description));

        await discord.Shard(1, 2).CloseAsync(4010);
        await bot.Logs.UntilAsync(() => bot.Logs.At(LogLevel.Critical).Count() == 2); // news again
    }

    [Fact]
    public async Task What_all_shards_are_refused_for_is_said_once_for_the_first_and_once_for_the_last()
    {
        await using SimulatedDiscord discord = await StartTwoShardsAsync();
        await using Bot bot = NewUnhealthyBot(discord);
        await bot.StartAndGetReadyAsync();

        await discord.Shard(0, 2).CloseAsync(4013);
        await bot.Logs.WaitForAsync("The bot goes on with 1 of 2 shards");
        await discord.Shard(1, 2).CloseAsync(4013);
        await bot.Logs.WaitForAsync("The application goes on without the bot");

        HealthReport report = await HealthOfAsync(bot);
        Assert.Equal(
            (HealthStatus.Unhealthy, "Discord has refused the bot for good; the log says what to change."),
            (report.Entries["discord-gateway"].Status, report.Entries["discord-gateway"].Description));
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["discord-gateway-live"].Status);
    }

    [Fact]
    public async Task A_gateway_to_which_the_token_would_travel_unencrypted_is_not_connected_to()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        discord.GatewayBot.AnswerWith(
            200, """{"url":"ws://gateway.example/","session_start_limit":{"max_concurrency":1,"remaining":1,"reset_after":0,"total":1},"shards":1}""");
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await bot.EndedByItselfAsync();

        Assert.StartsWith("The gateway is at ws://gateway.example/", Assert.Single(bot.Logs.At(LogLevel.Critical)).Text, StringComparison.Ordinal);
        Assert.Empty(discord.Connections);
        Assert.Equal(78, bot.ExitCode);
    }

    [Fact]
    public async Task What_is_no_fault_of_the_settings_ends_the_application_with_another_code()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, Handlers, services: services => services.AddSingleton<IIdentifyQueue, FaultyQueue>());
        await bot.StartAsync();
        await bot.EndedByItselfAsync();

        LogLine line = Assert.Single(bot.Logs.At(LogLevel.Critical));
        Assert.Equal("Shard 0/1 ended unexpectedly. The application stops", line.Text);
        Assert.IsType<InvalidTimeZoneException>(line.Exception);
        Assert.Equal(1, bot.ExitCode);
    }

    [Fact]
    public async Task Invalid_settings_stop_the_start()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, Handlers, options =>
        {
            options.Token = null;
            options.LargeThreshold = 1;
        });

        var e = await Assert.ThrowsAnyAsync<OptionsValidationException>(bot.StartAsync);
        Assert.Equal(2, e.Failures.Count());
        Assert.Empty(discord.Requests);
    }

    [Fact]
    public async Task A_faulty_singleton_stops_the_start()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, UnmakeableHandler>(ServiceLifetime.Singleton));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(bot.StartAsync);
        Assert.Empty(discord.Connections);
    }

    private static Task<SimulatedDiscord> StartTwoShardsAsync() => SimulatedDiscord.StartAsync(static options =>
    {
        options.RecommendedShards = 2;
        options.MaxConcurrency = 2;
        options.IdentifyWindow = TimeSpan.FromMilliseconds(1);
    });

    private static Bot NewUnhealthyBot(SimulatedDiscord discord) => new(
        discord,
        Handlers,
        static options => options.WhenRefused = RefusedBehavior.MarkUnhealthy,
        static services => services.AddSingleton<IIdentifyQueue, QuickQueue>().AddHealthChecks().AddDiscordGateway());

    private static Task<HealthReport> HealthOfAsync(Bot bot) =>
        bot.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

    private static void Handlers(IDiscordGatewayBuilder gateway) => gateway.AddEventHandler<MessageCreate, NotingHandler>();

    private sealed class FaultyQueue : IIdentifyQueue
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => throw new InvalidTimeZoneException();
    }
}
