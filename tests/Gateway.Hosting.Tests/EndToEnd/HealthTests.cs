using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Hosting.Tests.EndToEnd;

public class HealthTests
{
    private readonly TestTime _time = new();

    [Fact]
    public async Task A_bot_whose_shards_are_live_is_healthy()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(bot)).Status); // not yet
        await bot.StartAndGetReadyAsync();

        HealthReportEntry health = await CheckAsync(bot);

        Assert.Equal((HealthStatus.Healthy, "2 of 2 shards ready"), (health.Status, health.Description));
        Assert.Equal(2, health.Data["ready"]);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(bot, "discord-gateway-live")).Status);
    }

    [Fact]
    public async Task A_shard_that_is_out_degrades_it_after_a_while_and_is_named_with_what_it_is_at()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, options => options.Reconnect.Delay = options.Reconnect.MaxDelay = TimeSpan.FromHours(10));
        await bot.StartAndGetReadyAsync();
        await discord.Shard(1).DropAsync();
        await bot.InStateAsync(ShardState.Waiting, shardId: 1);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(bot)).Status);

        _time.Advance(TimeSpan.FromSeconds(30));

        HealthReportEntry health = await CheckAsync(bot);
        Assert.Equal((HealthStatus.Degraded, "1 of 2 shards ready"), (health.Status, health.Description));
        Assert.StartsWith("Waiting until", (string)health.Data["shard 1/2"], StringComparison.Ordinal);
        Assert.DoesNotContain("shard 0/2", health.Data.Keys);
    }

    [Fact]
    public async Task Half_of_the_shards_out_for_minutes_make_it_unhealthy()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(TimeSpan.FromHours(1));
        await using Bot bot = NewBot(discord, options => options.Reconnect.Delay = options.Reconnect.MaxDelay = TimeSpan.FromHours(10));
        await bot.StartAndGetReadyAsync();
        await discord.Shard(1).DropAsync();
        await bot.InStateAsync(ShardState.Waiting, shardId: 1);

        _time.Advance(TimeSpan.FromMinutes(5));

        HealthReportEntry health = await CheckAsync(bot);
        Assert.Equal((HealthStatus.Unhealthy, "1 of 2 shards ready; 1 without a session for more than 00:05:00"), (health.Status, health.Description));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(bot, "discord-gateway-live")).Status); // a restart would not help
    }

    [Fact]
    public async Task A_shard_that_was_stopped_on_purpose_does_not_count()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await bot.StartAndGetReadyAsync();

        await bot.Shards.StopAsync(1, cancellationToken: TestContext.Current.CancellationToken).SoonAsync();

        HealthReportEntry health = await CheckAsync(bot);
        Assert.Equal((HealthStatus.Healthy, "1 of 1 shard ready"), (health.Status, health.Description));
    }

    [Fact]
    public async Task A_bot_all_of_whose_shards_were_stopped_on_purpose_is_degraded()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord);
        await bot.StartAndGetReadyAsync();

        await bot.Shards.StopAsync(0, cancellationToken: TestContext.Current.CancellationToken).SoonAsync();
        await bot.Shards.StopAsync(1, cancellationToken: TestContext.Current.CancellationToken).SoonAsync();

        HealthReportEntry health = await CheckAsync(bot);
        Assert.Equal((HealthStatus.Degraded, "No shard is running."), (health.Status, health.Description));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(bot, "discord-gateway-live")).Status);
    }

    [Fact]
    public async Task A_bot_that_Discord_refused_is_unhealthy_for_good()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = NewBot(discord, options =>
        {
            options.Token = "wrong";
            options.WhenRefused = RefusedBehavior.MarkUnhealthy;
        });
        await bot.StartAsync();
        await bot.Logs.WaitForAsync("The application goes on without the bot");

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(bot)).Status);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(bot, "discord-gateway-live")).Status);
        Assert.Equal(0, bot.ExitCode);
    }

    [Theory]
    [InlineData(-1, 300, 0.5)]
    [InlineData(30, 29, 0.5)]
    [InlineData(30, 300, 0)]
    [InlineData(30, 300, 1.1)]
    public void A_threshold_out_of_its_range_is_an_error(int degraded, int unhealthy, double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddHealthChecks().AddDiscordGateway(options =>
        {
            options.DegradedAfter = TimeSpan.FromSeconds(degraded);
            options.UnhealthyAfter = TimeSpan.FromSeconds(unhealthy);
            options.UnhealthyShare = share;
        }));

    private static Task<SimulatedDiscord> StartDiscordAsync(TimeSpan? heartbeat = null) => SimulatedDiscord.StartAsync(options =>
    {
        options.RecommendedShards = 2;
        options.MaxConcurrency = 2;
        options.HeartbeatInterval = heartbeat ?? options.HeartbeatInterval;
    });

    private Bot NewBot(SimulatedDiscord discord, Action<DiscordGatewayOptions>? configure = null) => new(
        discord,
        gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        configure,
        services => services.AddSingleton<TimeProvider>(_time).AddHealthChecks().AddDiscordGateway());

    private static async Task<HealthReportEntry> CheckAsync(Bot bot, string name = "discord-gateway")
    {
        HealthReport report = await bot.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries[name];
    }
}
