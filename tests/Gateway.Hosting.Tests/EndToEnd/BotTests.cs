using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

public class BotTests
{
    [Fact]
    public async Task A_bot_answers_ping()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>(), WithContent);
        await bot.StartAsync();
        await discord.WhenReadyAsync();

        await discord.Guild("Harbour").Member("mira").SaysAsync("!ping");

        SimulatedMessage answer = await discord.ExpectMessageAsync();
        Assert.Equal("pong", answer.Content);
        await bot.StopAsync();
        Assert.Equal(1000, (await discord.ExpectCloseAsync()).Code);
        Assert.Equal(0, bot.ExitCode);
        Assert.Empty(bot.Logs.Troubles);
    }

    [Fact]
    public async Task The_life_of_a_bot_is_told_in_a_few_lines()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.RecommendedShards = 2;
            options.MaxConcurrency = 2;
        });
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>());
        await bot.StartAndGetReadyAsync();
        await bot.StopAsync();

        string[] lines = [.. bot.Logs.Lines
            .Where(static line => line.Level >= LogLevel.Information && line.Category.StartsWith("Gateway", StringComparison.Ordinal))
            .Select(static line => line.Text)];
        Assert.Equal(5, lines.Length);
        Assert.Equal("Intents: GuildMessages (what the handlers need)", lines[0]);
        Assert.StartsWith("PingHandler gets messages without their text", lines[1], StringComparison.Ordinal);
        Assert.Equal("Starting 2 shards (recommended), 2 identify per 5 s, 1000 of 1000 session starts left", lines[2]);
        Assert.StartsWith("2 shards ready after", lines[3], StringComparison.Ordinal);
        Assert.Equal("2 shards closed: logged off", lines[4]);
    }

    [Fact]
    public async Task The_end_of_what_was_warned_of_is_told_and_an_ordinary_reconnect_is_one_line()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>(), static options =>
        {
            options.Reconnect.Delay = options.Reconnect.MaxDelay = TimeSpan.FromMilliseconds(1);
            options.Reconnect.StableAfter = TimeSpan.FromTicks(1);
        });
        await bot.StartAndGetReadyAsync();

        await discord.Everyone.RequestReconnectAsync();
        await bot.Logs.WaitForAsync(static line => line.Text == "Shard 0/1: resumed");
        Assert.Single(Told());
        await discord.MainHost.RefuseAsync();
        await discord.ResumeHost.RefuseAsync();
        await discord.Everyone.DropAsync();
        await bot.Logs.WaitForAsync(static line => line.Level == LogLevel.Warning);
        await discord.RecoverAsync();
        // More than ten attempts, which it may have come to, are summed up, and so is their end.
        await bot.Logs.UntilAsync(() => Regex.IsMatch(Told()[^1], @"^(Shard 0/1: resumed|The connections of 1 shard are back) after 00:00:\d\d"));

        string[] Told() =>
        [
            .. bot.Logs.Lines
                .Where(static line => line is { Level: >= LogLevel.Information, Category: "Gateway.Core.Shard" })
                .Select(static line => line.Text),
        ];
    }

    [Fact]
    public async Task The_settings_reach_Discord()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>(), options =>
        {
            options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages;
            options.LargeThreshold = 77;
            options.Presence = new UpdatePresence { Activities = [new BotActivity { Name = "chess" }] };
            options.UserAgent = "DiscordBot (https://example.com, 1.0)";
            options.IdentifyProperties = new IdentifyProperties { Browser = "browser" };
            options.Compression = TransportCompression.ZstdStream;
            options.Shutdown.Close = ShardClose.Suspend;
        });
        await bot.StartAsync();

        RecordedIdentify identify = await discord.ExpectIdentifyAsync();
        Assert.Equal((0, 1), (identify.ShardId, identify.ShardCount));
        Assert.Equal(513, identify.Intents);
        Assert.Equal(77, identify.Data.GetProperty("large_threshold").GetInt32());
        Assert.Equal("chess", identify.Data.GetProperty("presence").GetProperty("activities")[0].GetProperty("name").GetString());
        Assert.Equal("browser", identify.Data.GetProperty("properties").GetProperty("browser").GetString());
        Assert.Equal("DiscordBot (https://example.com, 1.0)", identify.Connection.UserAgent);
        Assert.Contains("compress=zstd-stream", identify.Connection.Query, StringComparison.Ordinal);

        await bot.Logs.WaitForAsync("ready after");
        await bot.StopAsync();
        Assert.Equal(4000, (await discord.ExpectCloseAsync()).Code);
    }

    [Fact]
    public async Task Some_of_the_shards_run_in_this_process()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.MaxConcurrency = 16);
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>(), options =>
        {
            options.Shards.Total = 4;
            options.Shards.Ids = [3, 1];
        });
        Assert.Null(bot.Shards.Total);
        Assert.Empty(bot.Shards.Shards);
        Assert.Null(bot.Shards.Find(1UL << 22));
        await bot.StartAndGetReadyAsync();

        Assert.Equal([(1, 4), (3, 4)], discord.Identifies.Select(static identify => (identify.ShardId, identify.ShardCount)).Order());
        Assert.Equal(4, bot.Shards.Total);
        Assert.Equal(["1/4", "3/4"], bot.Shards.Shards.Select(static shard => shard.Id.ToString()));
        Assert.All(bot.Shards.Shards, static shard => Assert.Equal(ShardState.Ready, shard.Status.State));
        Assert.Same(bot.Shards.Shards[1], bot.Shards.Find(7UL << 22));
        Assert.Null(bot.Shards.Find(6UL << 22));
        await bot.Logs.WaitForAsync("Starting 2 shards of 4 (configured)");
    }

    [Fact]
    public async Task All_shards_ask_one_identify_queue_in_order_which_may_be_the_applications()
    {
        var queue = new RecordingQueue();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.MaxConcurrency = 5);
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate, PingHandler>(),
            options => options.Shards.Total = 5,
            services => services.AddSingleton<IIdentifyQueue>(queue));
        await bot.StartAndGetReadyAsync();

        Assert.Equal(["0/5", "1/5", "2/5", "3/5", "4/5"], queue.Asked);
    }

    [Fact]
    public async Task A_host_that_is_disposed_of_without_being_stopped_drops_its_connections()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>());
        await bot.StartAndGetReadyAsync();
        bot.DisposeWithoutStop();

        await discord.WhenAsync(static discord => !discord.Connections.Any(static connection => connection.IsOpen), "no open connection");
    }

    [Fact]
    public async Task A_handler_sends_commands_with_the_shard_of_its_event()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, token) =>
                await context.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, token)));
        await bot.StartAsync();
        await discord.WhenReadyAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");

        RecordedFrame frame = await discord.ExpectFrameAsync(static frame => frame.Opcode == 3);
        Assert.Equal("idle", frame.Data.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_raw_handler_gets_what_has_no_type()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddRawEventHandler<RawHandler>(), options => options.Intents = GatewayIntents.None);
        await bot.StartAsync();
        await discord.WhenReadyAsync();
        await discord.DispatchAsync("SOME_FUTURE_EVENT", """{"a":1}""");

        await bot.Logs.WaitForAsync("ready after");
        await bot.Calls.WaitForAsync("""raw SOME_FUTURE_EVENT #2 {"a":1}""");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_does_not_harm_the_shard()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>(), WithContent);
        await bot.StartAsync();
        await discord.WhenReadyAsync();

        await discord.DispatchAsync("MESSAGE_CREATE", """{"id":[],"channel_id":"1"}""", discord.Guild("Harbour").Id);
        await discord.Guild("Harbour").Member("mira").SaysAsync("!ping");

        Assert.Equal("pong", (await discord.ExpectMessageAsync()).Content);
        await bot.Logs.WaitForAsync("MESSAGE_CREATE #");
        Assert.Single(discord.Connections);
    }

    [Fact]
    public async Task A_handler_of_the_callers_serves_requests_and_websockets()
    {
        using var sockets = new SocketsHttpHandler();
        using var counting = new CountingHandler(sockets);
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, PingHandler>().ConfigureHttpHandler(counting));
        await bot.StartAndGetReadyAsync();

        Assert.Equal(["/", "/api/v10/gateway/bot"], counting.Paths.Order());
    }

    [Fact]
    public async Task The_token_is_in_no_log_line_not_even_at_Trace()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options => options.Token = "MTIzNDU2.G-secret.tokentokentoken");
        await using var bot = new Bot(
            discord,
            gateway =>
            {
                gateway.AddEventHandler<MessageCreate, PingHandler>();
                gateway.Services.AddHttpClient(DiscordHttpClient.Name).AddDefaultLogger(); // a user who wants to see requests
            },
            WithContent);
        await bot.StartAsync();
        await discord.WhenReadyAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("!ping");
        await discord.ExpectMessageAsync();
        await discord.Everyone.CloseAsync(4000);
        await discord.ExpectResumeAsync();
        await discord.Everyone.CloseAsync(4004);
        await bot.EndedByItselfAsync();

        string logs = bot.Logs.ToString();
        Assert.Contains("System.Net.Http.HttpClient", logs, StringComparison.Ordinal);
        Assert.Contains("Authorization", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("tokentoken", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("G-secret", logs, StringComparison.Ordinal);
    }

    private static void WithContent(DiscordGatewayOptions options) =>
        options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;

    private sealed class PingHandler(IHttpClientFactory http) : IEventHandler<MessageCreate>
    {
        public async ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
        {
            if (e.Content == "!ping")
            {
                HttpClient discord = http.CreateClient(DiscordHttpClient.Name);
                HttpResponseMessage answer = await discord.PostAsJsonAsync($"channels/{e.ChannelId}/messages", new { content = "pong" }, cancellationToken);
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private sealed class RecordingQueue : IIdentifyQueue
    {
        private readonly IdentifyQueue _queue = new(new SessionStartLimit(1000, 1000, TimeSpan.Zero, 5));
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _asked = new();

        public IEnumerable<string> Asked => _asked;

        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
        {
            _asked.Enqueue(shard.ToString());
            return _queue.AcquireAsync(shard, cancellationToken);
        }
    }

    private sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _paths = new();

        public IEnumerable<string> Paths => _paths;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _paths.Enqueue(request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
