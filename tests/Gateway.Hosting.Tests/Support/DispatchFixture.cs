using System.Text;
using Gateway.Core;
using Gateway.Core.Envelope;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Support;

/// <summary>The way of events from a payload to the handlers, without a connection.</summary>
internal sealed class DispatchFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private long _sequence;

    public DispatchFixture(Action<IDiscordGatewayBuilder>? gateway = null, Action<IServiceCollection>? services = null, int maxConcurrentEvents = 1024)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace));
        collection.AddSingleton(Calls);
        IDiscordGatewayBuilder builder = collection.AddDiscordGateway();
        gateway?.Invoke(builder);
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        Scopes = new CountedScopes(_services.GetRequiredService<IServiceScopeFactory>());
        ILogger logger = _services.GetRequiredService<ILogger<EventDispatcher>>();
        Dispatcher = new EventDispatcher(
            HandlerTableBuilder.Build(_services.GetRequiredService<BotRegistration>().Handlers.All, _services, logger), Scopes, Time, logger);
        Lane = new EventLane(Dispatcher, Shard.Id, maxConcurrentEvents);
    }

    public RecordedLogs Logs { get; } = new();

    public TestTime Time { get; } = new();

    /// <summary>What handlers note down.</summary>
    public Calls Calls { get; } = new();

    public CountedScopes Scopes { get; }

    public EventDispatcher Dispatcher { get; }

    public EventLane Lane { get; }

    public Shard Shard { get; } = new(
        new ShardId(3, 16),
        new ShardOptions
        {
            Token = "token",
            Intents = GatewayIntents.None,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
        });

    public static string Message(string content) =>
        $$$"""{"id":"1","channel_id":"2","content":"{{{content}}}","author":{"id":"3","username":"mira"}}""";

    public GatewayMessage Payload(string name, string data)
    {
        byte[] payload = Encoding.UTF8.GetBytes($$"""{"t":"{{name}}","s":{{++_sequence}},"op":0,"d":{{data}}}""");
        Assert.True(EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope));
        return new GatewayMessage(Shard, envelope, payload, Time.GetUtcNow());
    }

    /// <summary>Hands an event in, as the loop that reads a shard does.</summary>
    public ValueTask FeedAsync(string name, string data) => Lane.DispatchAsync(Payload(name, data));

    public ValueTask SayAsync(string content) => FeedAsync("MESSAGE_CREATE", Message(content));

    /// <summary>Waits until all that was fed has been handled. Nothing can be fed afterwards.</summary>
    public async Task HandledAsync() => Assert.True(await Dispatcher.DrainAsync(CancellationToken.None).SoonAsync());

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
