using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>Shards whose handlers hang, so that there is no room to read on.</summary>
public class FullLaneTests
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(7); // twice that, and a second

    private readonly TestTime _time = new();
    private readonly Gates _gates = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Such_a_shard_can_be_restarted_and_loses_nothing()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        SimulatedMember mira = discord.Guild("Harbour").Member("mira");
        await FillAsync(bot, mira);

        Task restarted = bot.Shards.RestartAsync(0, cancellationToken: Token);
        await _time.PassAsync(CloseLimit);
        await restarted.SoonAsync();

        await bot.Calls.WaitForAsync("begin never read");
        Assert.Equal(["begin hangs", "begin waits", "begin never read"], bot.Calls.Notes);
        Assert.Single(discord.Resumes);
        _gates.Open("hangs", "waits", "never read");
    }

    [Fact]
    public async Task Such_a_shard_can_be_stopped_and_what_it_had_read_is_handled()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        await FillAsync(bot, discord.Guild("Harbour").Member("mira"));

        Task stopped = bot.Shards.StopAsync(0, ShardClose.Suspend, Token);
        await _time.PassAsync(CloseLimit);
        await stopped.SoonAsync();

        Assert.Equal(ShardState.Closed, Assert.Single(bot.Shards.Shards).Status.State);
        await bot.Calls.WaitForAsync("begin waits");
        _gates.Open("hangs", "waits");
        await bot.Calls.WaitForAsync("end waits");
    }

    [Fact]
    public async Task Handlers_with_all_its_places_that_await_its_answers_wait_in_vain()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        SimulatedGuild harbour = discord.Guild("Harbour");
        await using Bot bot = await StartBotAsync(discord, async (message, context, _) =>
        {
            await _gates.NoteAsync(message, context, "");
            try
            {
                var request = new RequestGuildMembers { GuildId = harbour.Id, Query = "mi", Limit = 5 };
                int count = await context.Shard.RequestGuildMembersAsync(request, cancellationToken: CancellationToken.None).CountAsync(CancellationToken.None);
                context.Services.GetRequiredService<Calls>().Note($"{message.Content}: {count}");
            }
            catch (TimeoutException)
            {
                context.Services.GetRequiredService<Calls>().Note($"{message.Content}: none");
            }
        });
        await harbour.Member("mira").SaysAsync("hangs");
        await bot.Calls.WaitForAsync("begin hangs");
        await harbour.Member("mira").SaysAsync("waits");
        await bot.Logs.WaitForAsync("is not read for now");

        _gates.Open("hangs");
        await _time.PassUntilAsync(bot.Calls.WaitForAsync("hangs: none"), TimeSpan.FromSeconds(30));
        await bot.Calls.WaitForAsync("begin waits");
        _gates.Open("waits");
        await bot.Calls.WaitForAsync("waits: 1"); // it has the place, and nothing behind it waits for one
    }

    /// <summary>One event hangs in its handler, one was read and waits for room, and one is left unread.</summary>
    private static async Task FillAsync(Bot bot, SimulatedMember mira)
    {
        await mira.SaysAsync("hangs");
        await bot.Calls.WaitForAsync("begin hangs");
        await mira.SaysAsync("waits");
        await bot.Logs.WaitForAsync("is not read for now");
        await mira.SaysAsync("never read");
    }

    private static Task<SimulatedDiscord> StartDiscordAsync() =>
        SimulatedDiscord.StartAsync(static options => options.HeartbeatInterval = TimeSpan.FromHours(1));

    private async Task<Bot> StartBotAsync(SimulatedDiscord discord, Func<MessageCreate, EventContext, CancellationToken, ValueTask>? handler = null)
    {
        var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler(handler ?? ((message, context, _) => _gates.NoteAsync(message, context, ""))),
            static options =>
            {
                options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
                options.Dispatch.MaxConcurrentEvents = 1;
                options.Shutdown.CloseTimeout = CloseTimeout;
            },
            services => services.AddSingleton<TimeProvider>(_time));
        await bot.StartAndGetReadyAsync();
        return bot;
    }
}
