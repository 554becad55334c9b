using System.Net.Http.Json;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Hosting;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Chaos.Tests;

/// <summary>Neither the token nor a session's id is told to anybody, whatever happens and however much is told.</summary>
public class SecretsTests
{
    [Fact]
    public async Task A_bots_whole_life_at_Trace_tells_no_secret()
    {
        using var overheard = new Overheard();
        var secrets = new List<string>();
        await using (SimulatedDiscord discord = await SimulatedDiscord.StartAsync(static options => options.UseTls = true))
        {
            secrets.Add(discord.Token);
            await LiveAsync(discord, overheard);
            await BeRefusedAsync(discord, overheard);
            secrets.AddRange(discord.Connections.Select(static connection => connection.SessionId).OfType<string>());
            HearSimulator(discord, overheard);
        }

        Assert.True(secrets.Count >= 4, $"only {secrets.Count} secrets there were");
        string[] kinds = ["log Gateway.Core", "log Gateway.Hosting", "scope", "activity System.Net.Http", "metric", "event", "transcript"];
        Assert.All(kinds, kind => Assert.Contains(overheard.Texts, text => text.Contains(kind, StringComparison.Ordinal)));
        Checks.None(overheard.Texts.Where(text => secrets.Exists(secret => text.Contains(secret, StringComparison.Ordinal))).Distinct());
    }

    /// <summary>Ready, speaking, commands, every kind of loss, events that make no sense, HTTP that fails, and a stop.</summary>
    private static async Task LiveAsync(SimulatedDiscord discord, Overheard overheard)
    {
        using IHost host = Build(discord, discord.Token, overheard);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await discord.WhenReadyAsync();
        SimulatedMember mira = discord.Guild("Harbour").Member("mira");
        await mira.SaysAsync("!ping");
        await discord.ExpectMessageAsync();
        await discord.ExpectPresenceAsync();
        string session = discord.Connections[0].SessionId!;

        await discord.Everyone.SendAsync($$$"""{"t":"READY","s":9000,"op":0,"d":{"session_id":"{{{session}}}","user":5,"token":"{{{discord.Token}}}"}}""");
        await LoseAsync(discord, static everyone => everyone.DropAsync());
        await LoseAsync(discord, static everyone => everyone.ResetAsync());
        await LoseAsync(discord, everyone => everyone.SendAsync($$$"""{"op":0,"d":{"session_id":"{{{session}}}", }"""));
        await LoseAsync(discord, static everyone => everyone.GarbleNextAsync());
        await LoseAsync(discord, static everyone => everyone.RequestReconnectAsync());
        await LoseAsync(discord, static everyone => everyone.CloseAsync(4000, "because"));
        await LoseAsync(discord, static everyone => everyone.InvalidateSessionAsync(resumable: true));
        discord.ResumeHost.AnswerWith(503);
        await LoseAsync(discord, static everyone => everyone.CloseAsync(1011));
        discord.ResumeHost.BecomeUnknown();
        await LoseAsync(discord, static everyone => everyone.CloseAsync(4007));
        discord.ResumeHost.ShowWrongCertificate();
        await LoseAsync(discord, static everyone => everyone.DropAsync());
        await discord.RecoverAsync();

        discord.RequestsTo("POST", "channels/*/messages").AnswerWith(500).Times(1);
        await mira.SaysAsync("!ping");
        await discord.ExpectRequestAsync(static request => request.Method == "POST" && request.Status >= 400);
        await host.StopAsync(TestContext.Current.CancellationToken);
        overheard.Observe();
        Tell(overheard, host.Services);
    }

    /// <summary>A token that is no longer good: HTTP says 401, the gateway 4004.</summary>
    private static async Task BeRefusedAsync(SimulatedDiscord discord, Overheard overheard)
    {
        discord.Everyone.InsteadOf(Moment.Ready).Close(4004, "Authentication failed.");
        using (IHost host = Build(discord, discord.Token, overheard))
        {
            await RunToItsEndAsync(host, overheard);
        }

        await discord.RecoverAsync();
        discord.GatewayBot.AnswerWith(401);
        using IHost refused = Build(discord, discord.Token, overheard);
        await RunToItsEndAsync(refused, overheard);
    }

    private static async Task RunToItsEndAsync(IHost host, Overheard overheard)
    {
        try
        {
            await host.RunAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            overheard.Hear("exception of the host", e);
        }
    }

    /// <summary>Does harm, and waits until the bot has a session again and answers.</summary>
    private static async Task LoseAsync(SimulatedDiscord discord, Func<ConnectionScope, Task> harm)
    {
        int connections = discord.Connections.Count;
        await harm(discord.Everyone);
        await discord.DispatchAsync("CHANNEL_PINS_UPDATE", """{"guild_id":"0","channel_id":"no id"}""");
        await discord.WhenAsync(d => d.Connections.Count > connections, "another connection", TimeSpan.FromSeconds(30));
        await discord.WhenReadyAsync(within: TimeSpan.FromSeconds(30));
    }

    private static IHost Build(SimulatedDiscord discord, string token, Overheard overheard)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(overheard);
        builder.Services.AddSingleton(overheard);
        builder.Services
            .AddDiscordGateway(options =>
            {
                options.Token = token;
                options.ApiBaseAddress = discord.ApiBaseAddress;
                options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
                options.ReconnectDelay = TimeSpan.FromMilliseconds(10);
                options.MaxReconnectDelay = TimeSpan.FromMilliseconds(100);
            })
            .ConfigureHttpHandler(discord.CreateHandler())
            .AddEventHandler<Talkative>()
            .AddRawEventHandler<TalkativeToo>();
        return builder.Build();
    }

    private static void Tell(Overheard overheard, IServiceProvider services)
    {
        foreach (object? thing in new object?[] { services, services.GetService<Microsoft.Extensions.Options.IOptions<DiscordGatewayOptions>>()?.Value })
        {
            overheard.Hear("to string", thing);
        }
    }

    private static void HearSimulator(SimulatedDiscord discord, Overheard overheard)
    {
        overheard.Hear("transcript", discord.Transcript);
        IEnumerable<object> records =
        [
            .. discord.Connections, .. discord.Connections.SelectMany(static connection => connection.Sent.Concat(connection.Received)),
            .. discord.Connections.Select(static connection => connection.CloseFromClient).OfType<object>(),
            .. discord.Identifies, .. discord.Resumes, .. discord.Presences, .. discord.Requests, .. discord.MessagesOfBot, discord,
        ];
        foreach (object record in records)
        {
            overheard.Hear("record", record);
        }
    }

    /// <summary>Tells all it can, and fails when it has told it.</summary>
    private sealed class Talkative(Overheard overheard, IHttpClientFactory http, ILogger<Talkative> logger) : IEventHandler<Ready>, IEventHandler<Resumed>, IEventHandler<MessageCreate>
    {
        public async ValueTask HandleAsync(Ready ready, EventContext context, CancellationToken cancellationToken)
        {
            Tell(ready, context);
            await context.Shard.SendAsync(new UpdatePresence { Activities = [new BotActivity { Name = "chess" }] }, cancellationToken);
            throw new InvalidOperationException($"{ready} {context} {context.Shard}");
        }

        public ValueTask HandleAsync(Resumed resumed, EventContext context, CancellationToken cancellationToken)
        {
            Tell(resumed, context);
            return default;
        }

        public async ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken)
        {
            Tell(message, context);
            if (message.Content == "!ping")
            {
                using HttpResponseMessage response = await http.CreateClient(DiscordHttpClient.Name)
                    .PostAsJsonAsync($"channels/{message.ChannelId}/messages", new { content = "pong" }, cancellationToken);
                overheard.Hear("event answer", response);
                overheard.Hear("event answer", response.RequestMessage?.RequestUri);
            }
        }

        private void Tell(object item, EventContext context)
        {
            foreach (object? thing in new object?[] { item, context, context.Shard, context.Shard.Status, context.Shard.Status.LastEnd, context.Shard.Session, context.Shard.Latency })
            {
                overheard.Hear("event", thing);
                using IDisposable? scope = logger.BeginScope(new Dictionary<string, object?> { ["thing"] = thing });
                logger.LogInformation("{Thing}", thing);
            }
        }
    }

    private sealed class TalkativeToo(Overheard overheard) : IRawEventHandler
    {
        public ValueTask HandleAsync(RawEvent item, EventContext context, CancellationToken cancellationToken)
        {
            overheard.Hear("event", item);
            return default;
        }
    }
}
