using System.Globalization;
using System.Text.RegularExpressions;
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

    /// <summary>How far a pause is from what a line says.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(50);

    private readonly TestTime _time = new();

    [Fact]
    public async Task An_outage_of_a_fleet_is_a_few_lines_and_one_a_minute()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(Shards);
        await using Bot bot = await StartBotAsync(discord);

        await BeginAsync(discord, bot, Shards);
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

    [Fact]
    public async Task An_outage_of_one_shard_is_a_line_for_each_attempt_and_its_end_says_how_long_it_was()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(1);
        await using Bot bot = await StartBotAsync(discord);

        await SitOutAsync(discord, bot, shards: 1);

        await bot.Logs.WaitForAsync("Shard 0/1: resumed after 00:04:40");
        Assert.Collection(
            WorthReading(bot),
            static line => Assert.Matches(@"^Warning Shard 0/1: the connection was lost: .+; resuming in \d+\.\d s$", line),
            IsAttempt,
            IsAttempt,
            IsAttempt,
            static line => Assert.Equal("Information Shard 0/1: resumed after 00:04:40", line));

        static void IsAttempt(string line) => Assert.Matches(@"^Warning Shard 0/1: could not connect: .+; resuming in \d+\.\d s$", line);
    }

    [Fact]
    public async Task The_end_of_an_outage_of_a_fleet_is_one_line_that_says_how_long_it_was_and_how_many_were_in_it()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(16);
        await using Bot bot = await StartBotAsync(discord);

        await SitOutAsync(discord, bot, shards: 16);

        await bot.Logs.UntilAsync(() => bot.Logs.At(LogLevel.Debug).Count(static line => line.Text.EndsWith(": resumed", StringComparison.Ordinal)) == 16);
        string[] lines = [.. WorthReading(bot)];
        Assert.Equal(10 + 4 + 1, lines.Length);
        Assert.Equal("Information The connections of 16 shards are back after 00:04:40: 16 of 16 shards live", lines[^1]);

        // The next one, a while later, is another.
        _time.Advance(TimeSpan.FromMinutes(2));
        await discord.Shard(3, 16).DropAsync();
        await AttemptsAsync(bot, (4 * 16) + 1, shards: 1);
        _time.Advance(TimeSpan.FromSeconds(70));
        await bot.Logs.UntilAsync(() => bot.Logs.At(LogLevel.Debug).Count(static line => line.Text.EndsWith(": resumed", StringComparison.Ordinal)) == 17);
        Assert.StartsWith("Information Shard 3/16: the connection was lost: ", Assert.Single(WorthReading(bot).Skip(lines.Length)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_in_an_outage_is_not_its_end()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(Shards);
        await using Bot bot = await StartBotAsync(discord);
        await BeginAsync(discord, bot, Shards);

        await bot.StopAsync();

        await bot.Logs.WaitForAsync($"{Shards} shards closed");
        Assert.DoesNotContain(bot.Logs.Lines, static line => line.Text.Contains("are back", StringComparison.Ordinal));
    }

    /// <summary>The lines of shards at Information and above.</summary>
    private static IEnumerable<string> WorthReading(Bot bot) => bot.Logs.Lines
        .Where(static line => line is { Category: "Gateway.Core.Shard", Level: >= LogLevel.Information })
        .Select(static line => $"{line.Level} {line.Text}");

    private async Task BeginAsync(SimulatedDiscord discord, Bot bot, int shards)
    {
        await discord.MainHost.RefuseAsync();
        await discord.ResumeHost.RefuseAsync();
        for (int id = 0; id < shards; id++)
        {
            await discord.Shard(id, shards).DropAsync();
        }

        await AttemptsAsync(bot, 1, shards);
    }

    /// <summary>Discord is away for four attempts of each shard.</summary>
    private async Task SitOutAsync(SimulatedDiscord discord, Bot bot, int shards)
    {
        await BeginAsync(discord, bot, shards);
        for (int attempt = 2; attempt <= 4; attempt++)
        {
            _time.Advance(TimeSpan.FromSeconds(70)); // so that each shard tries once more
            await AttemptsAsync(bot, attempt, shards);
        }

        await discord.MainHost.RecoverAsync();
        await discord.ResumeHost.RecoverAsync();
        _time.Advance(TimeSpan.FromSeconds(70));
    }

    private static IEnumerable<LogLine> Lines(Bot bot) =>
        bot.Logs.Lines.Where(static line => line.Category == "Gateway.Core.Shard" && line.Text.Contains("; resuming in", StringComparison.Ordinal) && line.Text.StartsWith("Shard ", StringComparison.Ordinal));

    private static IEnumerable<LogLine> Sums(Bot bot) => bot.Logs.Lines.Where(static line => line.Text.StartsWith("More than 10 connections of shards", StringComparison.Ordinal));

    /// <summary>Waits until each shard has tried so often, and pauses: it says so before it does.</summary>
    private async Task AttemptsAsync(Bot bot, int attempts, int shards = Shards)
    {
        await bot.Logs.UntilAsync(() => Lines(bot).Count() >= attempts * shards);
        foreach (LogLine line in Lines(bot).Skip((attempts - 1) * shards))
        {
            string seconds = Regex.Match(line.Text, @"resuming in (\d+\.\d) s$").Groups[1].Value;
            TimeSpan pause = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
            if (pause > Rounding)
            {
                await _time.TakeAsync(pause - Rounding, pause + Rounding - TimeSpan.FromTicks(1)); // the next tenth begins there
            }
        }
    }

    private static Task<SimulatedDiscord> StartDiscordAsync(int shards) => SimulatedDiscord.StartAsync(options =>
    {
        options.RecommendedShards = shards;
        options.MaxConcurrency = shards;
        options.HeartbeatInterval = TimeSpan.FromHours(10);
    });

    private async Task<Bot> StartBotAsync(SimulatedDiscord discord)
    {
        var bot = new Bot(
            discord,
            static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
            static options => options.Reconnect.Delay = options.Reconnect.MaxDelay = TimeSpan.FromSeconds(40),
            services => services.AddSingleton<TimeProvider>(_time));
        await bot.StartAndGetReadyAsync();
        return bot;
    }
}
