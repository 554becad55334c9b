using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>What a bot says during a start that takes long, and when it is stopped in the middle of one.</summary>
public sealed class StartReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-").FullName;

    [Theory]
    [InlineData(4, false, "0 of 4 shards ready; 3 wait to identify, which takes about 00:00:16; 999 session starts left")]
    [InlineData(1, false, "0 of 1 shard ready; 999 session starts left")]
    [InlineData(1, true, "0 of 1 shard ready")]
    public async Task Progress_says_what_is_known_in_whole_seconds_and_leaves_out_the_rest(int shards, bool hasQueueOfItsOwn, string expected)
    {
        var time = new TestTime();
        await using SimulatedDiscord discord = await StartDiscordAsync(shards);
        discord.Everyone.InsteadOf(Moment.Hello).Nothing();
        await using Bot bot = NewBot(discord, services =>
        {
            services.AddSingleton<TimeProvider>(time);
            if (hasQueueOfItsOwn)
            {
                services.AddSingleton<IIdentifyQueue, QuickQueue>();
            }
        }, hasFile: false); // a file is waited for ten seconds, too
        await bot.StartAsync();
        await bot.InStateAsync(ShardState.Connecting);
        for (int shard = 1; shard < shards; shard++)
        {
            await bot.InStateAsync(ShardState.Queued, shard);
        }

        await time.PassAsync(TimeSpan.FromSeconds(10));

        LogLine line = await bot.Logs.WaitForAsync($" of {shards} shard");
        Assert.Equal(expected, line.Text);
    }

    [Fact]
    public async Task A_stop_before_the_first_session_does_not_speak_of_sessions_to_resume()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 2);
        discord.Everyone.InsteadOf(Moment.Hello).Nothing();
        await using Bot bot = NewBot(discord);
        await bot.StartAsync();
        await bot.InStateAsync(ShardState.Connecting);
        await bot.StopAsync();

        await bot.Logs.WaitForAsync(static line => line.Text == "2 shards closed: none had a session");
        Assert.Empty(bot.Logs.Troubles);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_start_says_how_many_sessions_the_next_one_resumes()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync(shards: 3, maxConcurrency: 3);
        discord.Shard(1, 3).InsteadOf(Moment.Ready).Nothing();
        await using (Bot bot = NewBot(discord))
        {
            await bot.StartAsync();
            await bot.InStateAsync(ShardState.Ready);
            await bot.InStateAsync(ShardState.Ready, shardId: 2);
            await bot.StopAsync();
            await bot.Logs.WaitForAsync(static line => line.Text == "3 shards closed: 2 suspended, for the next start to resume; the rest had no session");
        }

        await using Bot next = NewBot(discord);
        await next.StartAsync();
        await next.Logs.WaitForAsync("Resuming 2 of 3 shards");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<SimulatedDiscord> StartDiscordAsync(int shards, int maxConcurrency = 1) => SimulatedDiscord.StartAsync(options =>
    {
        options.RecommendedShards = shards;
        options.MaxConcurrency = maxConcurrency;
    });

    private Bot NewBot(SimulatedDiscord discord, Action<IServiceCollection>? services = null, bool hasFile = true) => new(
        discord,
        static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        options => options.SessionStore.Path = hasFile ? Path.Combine(_folder, "sessions.json") : null,
        services);
}
