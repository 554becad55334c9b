using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

public class StopTests
{
    [Fact]
    public async Task Running_handlers_finish_while_the_shard_is_still_connected()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, token) =>
        {
            context.Services.GetRequiredService<Calls>().Note("begin");
            await gate.Task;
            await context.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, token);
            context.Services.GetRequiredService<Calls>().Note("end");
        }));
        await SayAsync(discord, bot, "begin");

        Task stop = bot.BeginStopAsync();
        await bot.Logs.WaitForAsync("Waiting for the handlers to finish; events in their hands: 1");
        Assert.False(stop.IsCompleted);
        gate.SetResult();
        await stop.SoonAsync();

        Assert.Equal(["begin", "end"], bot.Calls.Notes);
        await discord.ExpectFrameAsync(static frame => frame.Opcode == 3);
        Assert.Equal(1000, (await discord.ExpectCloseAsync()).Code);
        Assert.Empty(bot.Logs.Troubles);
    }

    [Fact]
    public async Task Events_read_after_the_stop_are_not_handed_to_handlers()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note("begin");
            await gate.Task;
        }));
        await SayAsync(discord, bot, "begin");

        Task stop = bot.BeginStopAsync();
        await bot.Logs.WaitForAsync("Waiting for the handlers");
        await discord.Guild("Harbour").Member("mira").SaysAsync("too late");
        gate.SetResult();
        await stop.SoonAsync();
        Assert.Equal(["begin"], bot.Calls.Notes);
    }

    [Fact]
    public async Task When_the_time_is_over_the_tokens_of_running_handlers_are_cancelled()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, token) =>
        {
            Calls calls = context.Services.GetRequiredService<Calls>();
            calls.Note("begin");
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                calls.Note("cancelled");
            }
        }));
        await SayAsync(discord, bot, "begin");

        using var timeIsUp = new CancellationTokenSource();
        Task stop = bot.BeginStopAsync(timeIsUp);
        await bot.Logs.WaitForAsync("Waiting for the handlers");
        await timeIsUp.CancelAsync();
        await stop.SoonAsync();

        Assert.Equal(["begin", "cancelled"], bot.Calls.Notes);
        Assert.Equal(1000, (await discord.ExpectCloseAsync()).Code);
        Assert.DoesNotContain(bot.Logs.Lines, static line => line.Text.Contains("left behind", StringComparison.Ordinal));
        Assert.Empty(bot.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_handler_that_ignores_its_token_is_left_behind_with_a_warning_that_names_it()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        var time = new TestTime();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate, StubbornHandler>(),
            services: services => services.AddSingleton(gate).AddSingleton<TimeProvider>(time));
        await SayAsync(discord, bot, "begin");

        await StopWithoutPatienceAsync(bot, time);

        await bot.Logs.WaitForAsync("StubbornHandler is left behind on MESSAGE_CREATE of shard 0/1");
        Assert.Equal(1000, (await discord.ExpectCloseAsync()).Code);
        gate.SetResult();
    }

    [Fact]
    public async Task A_handler_that_blocks_in_a_callback_of_its_token_does_not_hold_the_stop()
    {
        using var gate = new ManualResetEventSlim();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        var time = new TestTime();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, token) =>
            {
                using CancellationTokenRegistration hooked = token.Register(() => gate.Wait(CancellationToken.None));
                context.Services.GetRequiredService<Calls>().Note("begin");
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }),
            services: services => services.AddSingleton<TimeProvider>(time));
        await SayAsync(discord, bot, "begin");

        await StopWithoutPatienceAsync(bot, time);
        Assert.Equal(1000, (await discord.ExpectCloseAsync()).Code);
        gate.Set();
    }

    [Fact]
    public async Task A_request_that_still_runs_does_not_hold_the_end_of_the_process()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        RequestFault hang = discord.RequestsTo("GET", "users/@me").Hang();
        var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        HttpClient client = bot.Services.GetRequiredService<IHttpClientFactory>().CreateClient(DiscordHttpClient.Name);
        using var givenUp = new CancellationTokenSource();
        Task request = client.GetAsync(new Uri("users/@me", UriKind.Relative), givenUp.Token);
        await hang.StruckAsync();

        await bot.StopAsync();
        await Task.Run(bot.DisposeWithoutStop, CancellationToken.None).SoonAsync();
        Assert.False(request.IsCompleted);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(request.SoonAsync);
    }

    [Fact]
    public async Task A_shard_that_waits_for_room_among_its_events_stops_as_well()
    {
        var time = new TestTime();
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate, StubbornHandler>(),
            options => options.Dispatch.MaxConcurrentEvents = 1,
            services => services.AddSingleton(gate).AddSingleton<TimeProvider>(time));
        await SayAsync(discord, bot, "begin");
        await discord.Guild("Harbour").Member("mira").SaysAsync("waits");
        await bot.Logs.WaitForAsync("is not read for now");

        await StopWithoutPatienceAsync(bot, time);
        Assert.Equal(1000, (await discord.ExpectCloseAsync()).Code);
        gate.SetResult();
    }

    [Fact]
    public async Task All_shards_close_side_by_side()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.RecommendedShards = 4;
            options.MaxConcurrency = 4;
        });
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAndGetReadyAsync();
        await bot.StopAsync();

        Assert.Equal(4, discord.Connections.Count(static connection => connection.CloseFromClient?.Code == 1000));
        Assert.All(bot.Shards.Shards, static shard => Assert.Equal(ShardState.Closed, shard.Status.State));
    }

    [Fact]
    public async Task A_peer_that_never_answers_the_close_does_not_hold_the_stop()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, Handlers, options => options.Shutdown.CloseTimeout = TimeSpan.FromMilliseconds(100));
        await bot.StartAndGetReadyAsync();
        await discord.Everyone.GoSilentAsync();

        await bot.StopAsync();
        Assert.Equal(ShardState.Closed, Assert.Single(bot.Shards.Shards).Status.State);
    }

    [Theory]
    [InlineData(ShardClose.Suspend, "1 shard did not close in time; the connection is dropped, and the session stays as it is")]
    [InlineData(ShardClose.LogOff, "1 shard did not close in time; the connection is dropped, and the bot may be shown as online until Discord notices")]
    public async Task A_peer_that_never_answers_gets_a_few_seconds_once_the_time_is_over(ShardClose how, string said)
    {
        var time = new TestTime();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(
            discord,
            Handlers,
            options =>
            {
                options.Shutdown.Close = how;
                options.Shutdown.CloseTimeout = TimeSpan.FromMinutes(5);
            },
            services => services.AddSingleton<TimeProvider>(time));
        await bot.StartAndGetReadyAsync();
        await discord.Everyone.GoSilentAsync();

        Task stop = bot.StopWithoutPatienceAsync();
        await time.PassAsync(TimeSpan.FromSeconds(3));
        await stop;
        Assert.Equal(said, Assert.Single(bot.Logs.Troubles).Text);
    }

    [Fact]
    public async Task A_shard_that_is_restarted_while_the_bot_stops_is_not_started_again()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note("begin");
            await gate.Task;
        }));
        await SayAsync(discord, bot, "begin");
        Task stop = bot.BeginStopAsync();
        await bot.Logs.WaitForAsync("Waiting for the handlers");

        await bot.Shards.RestartAsync(0, cancellationToken: TestContext.Current.CancellationToken).SoonAsync();
        gate.SetResult();
        await stop.SoonAsync();
        await bot.Shards.StartAsync(0, TestContext.Current.CancellationToken).SoonAsync();

        Assert.Equal(ShardState.Closed, Assert.Single(bot.Shards.Shards).Status.State);
        Assert.DoesNotContain(discord.Connections, static connection => connection.IsOpen);
        Assert.Empty(bot.Logs.Troubles);
    }

    [Fact]
    public async Task It_stops_while_there_is_no_network()
    {
        await using var bot = new Bot(new Uri("http://127.0.0.1:9/"), "token", Handlers);
        await bot.StartAsync();
        await bot.Logs.WaitForAsync("Discord cannot be asked where to connect (127.0.0.1): Connection refused (127.0.0.1:9); trying again in");

        await bot.StopAsync();
        Assert.Empty(bot.Shards.Shards);
        Assert.Empty(bot.Logs.At(LogLevel.Critical));
        Assert.Equal(0, bot.ExitCode);
    }

    [Fact]
    public async Task It_stops_while_Discord_does_not_answer()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        RequestFault hang = discord.GatewayBot.Hang();
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await hang.StruckAsync();

        await bot.StopAsync();
        Assert.Empty(bot.Logs.Troubles);
    }

    [Fact]
    public async Task It_stops_while_it_waits_out_a_rate_limit()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        discord.GatewayBot.RateLimit(TimeSpan.FromHours(1));
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await bot.Logs.WaitForAsync("GET /api/v10/gateway/bot was answered with 429: it is sent again in 3600.0 s");

        await bot.StopAsync();
    }

    [Fact]
    public async Task It_stops_while_shards_wait_in_the_identify_queue()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.RecommendedShards = 3);
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await discord.WhenReadyAsync(0);
        await bot.InStateAsync(ShardState.Queued, 2);

        await bot.StopAsync();
        Assert.All(bot.Shards.Shards, static shard => Assert.Equal(ShardState.Closed, shard.Status.State));
    }

    [Fact]
    public async Task It_stops_while_shards_wait_in_an_identify_queue_that_fails_in_its_own_way_when_it_is_told_to_give_up()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.RecommendedShards = 3);
        var queue = new RemoteQueue();
        await using var bot = new Bot(discord, Handlers, services: services => services.AddSingleton<IIdentifyQueue>(queue));
        await bot.StartAsync();
        await queue.AskedAsync(3);

        await bot.StopAsync();
        Assert.Equal(0, bot.ExitCode);
        Assert.Empty(bot.Logs.Troubles);
        Assert.Equal(3, bot.Logs.At(LogLevel.Debug).Count(static line => line.Exception is InvalidTimeZoneException));
    }

    [Fact]
    public async Task One_shard_stops_while_it_waits_in_an_identify_queue_that_fails_in_its_own_way_and_can_be_started_again()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.RecommendedShards = 2);
        var queue = new RemoteQueue();
        await using var bot = new Bot(discord, Handlers, services: services => services.AddSingleton<IIdentifyQueue>(queue));
        await bot.StartAsync();
        await queue.AskedAsync(2);

        await bot.Shards.StopAsync(1, cancellationToken: TestContext.Current.CancellationToken).SoonAsync();
        LogLine line = Assert.Single(bot.Logs.Troubles);
        Assert.Equal((LogLevel.Warning, "Shard 1/2 was closed, and failed because of it"), (line.Level, line.Text));
        Assert.IsType<InvalidTimeZoneException>(line.Exception);
        Assert.Equal((ShardState.Closed, 0), (bot.Shards.Shards[1].Status.State, bot.ExitCode));

        await bot.Shards.StartAsync(1, TestContext.Current.CancellationToken).SoonAsync();
        await queue.AskedAsync(3);
    }

    [Fact]
    public async Task It_stops_while_the_days_session_starts_are_used_up_and_has_said_until_when()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        discord.SetSessionStarts(0, TimeSpan.FromHours(3));
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await bot.InStateAsync(ShardState.Queued);
        LogLine line = await bot.Logs.WaitForAsync("Only 0 session starts are left for 1 shard: the rest waits until");
        Assert.Matches(@"until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, when Discord allows new ones", line.Text);

        await bot.StopAsync();
        Assert.Empty(discord.Connections);
    }

    [Fact]
    public async Task It_stops_while_a_shard_connects()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        discord.MainHost.Hang();
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await discord.MainHost.FailedAttemptsAsync(1);

        await bot.StopAsync();
    }

    [Fact]
    public async Task It_stops_while_a_shard_pauses_before_the_next_attempt()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await discord.MainHost.RefuseAsync();
        await using var bot = new Bot(discord, Handlers, options =>
        {
            options.Reconnect.Delay = TimeSpan.FromMinutes(30);
            options.Reconnect.MaxDelay = TimeSpan.FromMinutes(30);
        });
        await bot.StartAsync();
        await bot.InStateAsync(ShardState.Waiting);

        await bot.StopAsync();
    }

    [Fact]
    public async Task It_stops_before_it_has_begun()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, Handlers);
        await bot.StopAsync();
        Assert.Empty(discord.Requests);
    }

    [Fact]
    public async Task It_stops_in_the_moment_in_which_it_starts()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, Handlers);
        await bot.StartAsync();
        await bot.StopAsync();
        Assert.DoesNotContain(discord.Connections, static connection => connection.IsOpen);
        Assert.Empty(bot.Logs.Troubles);
    }

    [Fact]
    public async Task Handlers_may_rely_on_other_hosted_services_from_the_first_event_to_the_last()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, _) =>
            {
                context.Services.GetRequiredService<Calls>().Note("begin");
                await gate.Task;
                context.Services.GetRequiredService<Calls>().Note("end");
            }),
            services: services => services.AddHostedService<OtherService>()); // after the gateway
        await SayAsync(discord, bot, "begin");

        Task stop = bot.BeginStopAsync();
        await bot.Logs.WaitForAsync("Waiting for the handlers");
        gate.SetResult();
        await stop.SoonAsync();
        Assert.Equal(["other started", "begin", "end", "other stopped"], bot.Calls.Notes);
    }

    private static void Handlers(IDiscordGatewayBuilder gateway) => gateway.AddEventHandler<MessageCreate, NotingHandler>();

    /// <summary>Stops when the time for it is over already, and lets the handlers' last seconds pass.</summary>
    private static async Task StopWithoutPatienceAsync(Bot bot, TestTime time)
    {
        Task stop = bot.StopWithoutPatienceAsync();
        await time.PassAsync(EventDispatcher.Grace);
        await stop;
    }

    private static async Task SayAsync(SimulatedDiscord discord, Bot bot, string expectedNote)
    {
        await bot.StartAsync();
        await discord.WhenReadyAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        await bot.Calls.WaitForAsync(expectedNote);
    }

    private sealed class StubbornHandler(Calls calls, TaskCompletionSource gate) : IEventHandler<MessageCreate>
    {
        public async ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
        {
            calls.Note("begin");
            await gate.Task;
        }
    }

    private sealed class OtherService(Calls calls) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            calls.Note("other started");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            calls.Note("other stopped");
            return Task.CompletedTask;
        }
    }
}
