using System.Collections.Concurrent;
using System.Diagnostics;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>Several bots in one host, each with settings and handlers of its own.</summary>
public class SeveralBotsTests
{
    [Fact]
    public async Task Each_has_its_own_token_handlers_shards_and_HTTP_client()
    {
        await using SimulatedDiscord music = await SimulatedDiscord.StartAsync();
        await using SimulatedDiscord games = await SimulatedDiscord.StartAsync(static options =>
        {
            options.RecommendedShards = 2;
            options.MaxConcurrency = 2;
        });
        var calls = new Calls();
        using IHost host = NewHost(music, games, calls);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await music.WhenReadyAsync();
        await games.WhenAllReadyAsync(2);

        await music.Guild("Harbour").Member("mira").SaysAsync("play");
        await games.Guild("Harbour").Member("mira").SaysAsync("chess");

        await calls.WaitForAsync("music play");
        await calls.WaitForAsync("games chess");
        Assert.Equal(2, calls.Notes.Count);
        Assert.Equal(1, host.Services.GetRequiredKeyedService<IShardManager>("music").Total);
        Assert.Equal(2, host.Services.GetRequiredKeyedService<IShardManager>("games").Total);
        Assert.Null(host.Services.GetService<IShardManager>());

        HttpClient client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(DiscordHttpClient.NameOf("games"));
        using HttpResponseMessage answer = await client.GetAsync(new Uri("users/@me", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        await games.ExpectRequestAsync(static request => request.Path.EndsWith("users/@me", StringComparison.Ordinal));
        await host.StopAsync(CancellationToken.None).SoonAsync();
        Assert.Equal(1000, (await music.ExpectCloseAsync()).Code);
        Assert.Equal(1000, (await games.ExpectCloseAsync()).Code);
    }

    [Fact]
    public async Task The_span_of_an_event_names_the_bot()
    {
        await using SimulatedDiscord music = await SimulatedDiscord.StartAsync();
        await using SimulatedDiscord games = await SimulatedDiscord.StartAsync();
        var spans = new ConcurrentQueue<Activity>();
        var ended = new Signal();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HostingMetrics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                spans.Enqueue(span);
                ended.Raise();
            },
        };
        ActivitySource.AddActivityListener(listener);
        using IHost host = NewHost(music, games, new Calls());
        await host.StartAsync(TestContext.Current.CancellationToken);
        await music.WhenReadyAsync();
        await games.WhenReadyAsync();

        await music.Guild("Harbour").Member("mira").SaysAsync("play");
        await games.Guild("Harbour").Member("mira").SaysAsync("chess");

        foreach (string bot in new[] { "music", "games" })
        {
            await ended.UntilAsync(
                () => spans.FirstOrDefault(span => (string?)span.GetTagItem("discord.gateway.bot") == bot && span.DisplayName == "process MESSAGE_CREATE"),
                () => $"There is no span of {bot}, but: {string.Join(", ", spans.Select(static span => span.DisplayName))}");
        }

        await host.StopAsync(CancellationToken.None).SoonAsync();
    }

    [Fact]
    public async Task Mistakes_name_the_section_of_their_bot()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDiscordGateway("music").AddEventHandler<MessageCreate>(static (_, _, _) => default);
        using IHost host = builder.Build();

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Discord:Bots:music:Token is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("Discord__Bots__music__Token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_refused_may_leave_the_others_running()
    {
        await using SimulatedDiscord music = await SimulatedDiscord.StartAsync();
        await using SimulatedDiscord games = await SimulatedDiscord.StartAsync();
        var calls = new Calls();
        var logs = new RecordedLogs();
        using IHost host = NewHost(music, games, calls, logs, token: "wrong");
        await host.StartAsync(TestContext.Current.CancellationToken);

        await logs.WaitForAsync("The application goes on without the bot");
        await music.WhenReadyAsync();
        await music.Guild("Harbour").Member("mira").SaysAsync("play");
        await calls.WaitForAsync("music play");
        Assert.Contains(logs.At(LogLevel.Critical), static line => line.Category == "Gateway.Hosting.ShardManagerHostedService.games" && line.Text.Contains("Discord:Bots:games:Token", StringComparison.Ordinal));
        await logs.WaitForAsync(static line => line.Category == "Gateway.Hosting.ShardManagerHostedService.music" && line.Text.Contains("1 shard ready", StringComparison.Ordinal));
        await host.StopAsync(CancellationToken.None).SoonAsync();
    }

    [Fact]
    public async Task Of_several_that_cannot_go_on_each_says_why()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        var logs = new RecordedLogs();
        using IHost host = NewHost(discord, ["music", "games"], logs, static options => options.Token = "wrong");
        await host.StartAsync(TestContext.Current.CancellationToken);

        await logs.UntilAsync(() => logs.At(LogLevel.Critical).Count() == 2);
        await host.WaitForShutdownAsync(CancellationToken.None).SoonAsync();

        Assert.Equal(
            ["Gateway.Hosting.ShardManagerHostedService.games", "Gateway.Hosting.ShardManagerHostedService.music"],
            logs.At(LogLevel.Critical).Select(static line => line.Category).Order(StringComparer.Ordinal));
        Assert.All(logs.At(LogLevel.Critical), static line => Assert.StartsWith("Discord does not know the token (401)", line.Text, StringComparison.Ordinal));
        Assert.Equal(DiscordGatewayExitCodes.Refused, host.Services.GetRequiredService<HostExit>().Code);
    }

    [Fact]
    public async Task What_nobody_expects_is_said_of_each_shard_whatever_has_ended_the_application_already()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(static options => options.RecommendedShards = 2);
        var logs = new RecordedLogs();
        using IHost host = NewHost(discord, ["music"], logs, configureServices: static services => services.AddKeyedSingleton<IIdentifyQueue, FaultyQueue>("music"));
        await host.StartAsync(TestContext.Current.CancellationToken);

        await logs.UntilAsync(() => logs.At(LogLevel.Critical).Count() == 2);
        await host.WaitForShutdownAsync(CancellationToken.None).SoonAsync();

        Assert.Equal(
            ["Shard 0/2 ended unexpectedly. The application stops", "Shard 1/2 ended unexpectedly. The application stops"],
            logs.At(LogLevel.Critical).Select(static line => line.Text).Order(StringComparer.Ordinal));
        Assert.Equal(1, host.Services.GetRequiredService<HostExit>().Code);
    }

    private static IHost NewHost(
        SimulatedDiscord discord,
        string[] names,
        RecordedLogs logs,
        Action<DiscordGatewayOptions>? configure = null,
        Action<IServiceCollection>? configureServices = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(logs);
        foreach (string name in names)
        {
            builder.Services.AddDiscordGateway(name, options =>
            {
                options.Token = discord.Token;
                options.ApiBaseAddress = discord.ApiBaseAddress;
                configure?.Invoke(options);
            }).AddEventHandler<MessageCreate>(static (_, _, _) => default);
        }

        configureServices?.Invoke(builder.Services);
        return builder.Build();
    }

    private sealed class FaultyQueue : IIdentifyQueue
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => throw new InvalidTimeZoneException();
    }

    private static IHost NewHost(SimulatedDiscord music, SimulatedDiscord games, Calls calls, RecordedLogs? logs = null, string? token = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Discord:Bots:music:Token"] = music.Token,
            ["Discord:Bots:music:ApiBaseAddress"] = music.ApiBaseAddress.AbsoluteUri,
            ["Discord:Bots:music:Intents"] = "GuildMessages, MessageContent",
            ["Discord:Bots:games:Token"] = token ?? games.Token,
            ["Discord:Bots:games:ApiBaseAddress"] = games.ApiBaseAddress.AbsoluteUri,
            ["Discord:Bots:games:WhenRefused"] = "MarkUnhealthy",
        });
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs);
        }

        builder.Services.AddDiscordGateway("music").AddEventHandler<MessageCreate>((message, _, _) =>
        {
            calls.Note($"music {message.Content}");
            return default;
        });
        builder.Services.AddDiscordGateway("games", static options => options.Intents = GatewayIntents.GuildMessages | GatewayIntents.MessageContent)
            .AddEventHandler<MessageCreate>((message, _, _) =>
            {
                calls.Note($"games {message.Content}");
                return default;
            });
        return builder.Build();
    }
}
