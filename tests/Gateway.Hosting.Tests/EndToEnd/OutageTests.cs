using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>What is logged while Discord is away for a whole fleet.</summary>
public class OutageTests
{
    private const int Shards = 30;

    private readonly TestTime _time = new();

    [Fact]
    public async Task An_outage_of_a_fleet_is_a_few_lines_and_one_a_minute()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(static options =>
        {
            options.RecommendedShards = Shards;
            options.MaxConcurrency = Shards;
            options.HeartbeatInterval = TimeSpan.FromHours(10);
        });
        await using var bot = new Bot(
            discord,
            static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
            static options => options.Reconnect.Delay = options.Reconnect.MaxDelay = TimeSpan.FromSeconds(40),
            services => services.AddSingleton<TimeProvider>(_time));
        await bot.StartAndGetReadyAsync();

        await discord.MainHost.RefuseAsync();
        await discord.ResumeHost.RefuseAsync();
        for (int id = 0; id < Shards; id++)
        {
            await discord.Shard(id, Shards).DropAsync();
        }

        await AttemptsAsync(bot, 1);
        Assert.Equal(10, Lines(bot).Count(static line => line.Level >= LogLevel.Information));
        LogLine sum = Assert.Single(Sums(bot));
        Assert.Equal(LogLevel.Warning, sum.Level);
        Assert.Contains($" of {Shards} shards live. ", sum.Text, StringComparison.Ordinal);

        for (int attempt = 2; attempt <= 4; attempt++)
        {
            _time.Advance(TimeSpan.FromSeconds(70)); // so that each shard tries once more
            await AttemptsAsync(bot, attempt);
            Assert.Equal(10, Lines(bot).Count(static line => line.Level >= LogLevel.Information));
            Assert.Equal(attempt, Sums(bot).Count());
        }
    }

    private static IEnumerable<LogLine> Lines(Bot bot) =>
        bot.Logs.Lines.Where(static line => line.Category == "Gateway.Core.Shard" && line.Text.Contains("; resuming in", StringComparison.Ordinal) && line.Text.StartsWith("Shard ", StringComparison.Ordinal));

    private static IEnumerable<LogLine> Sums(Bot bot) => bot.Logs.Lines.Where(static line => line.Text.StartsWith("More than 10 connections of shards", StringComparison.Ordinal));

    private static Task AttemptsAsync(Bot bot, int attempts) => bot.Logs.UntilAsync(() => Lines(bot).Count() >= attempts * Shards);
}
