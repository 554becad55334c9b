using System.Diagnostics.Metrics;
using System.Text;
using System.Threading.Channels;
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
    private readonly Channel<GatewayMessage> _posted = Channel.CreateUnbounded<GatewayMessage>();
    private long _sequence;

    public DispatchFixture(
        Action<IDiscordGatewayBuilder>? gateway = null,
        Action<IServiceCollection>? services = null,
        Action<DispatchOptions>? options = null,
        int maxConcurrentEvents = 1024)
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
        var dispatch = new DispatchOptions { MaxConcurrentEvents = maxConcurrentEvents };
        options?.Invoke(dispatch);
        ILogger logger = _services.GetRequiredService<ILogger<EventDispatcher>>();
        HandlerRegistry registry = _services.GetRequiredService<BotRegistration>().Handlers;
        Meters = _services.GetRequiredService<IMeterFactory>();
        Dispatcher = new EventDispatcher(
            HandlerTableBuilder.Build(registry.All, _services, dispatch, logger), registry.Hooks(_services), Scopes, dispatch, "Discord", Meters.Create(HostingMetrics.MeterName), Time, logger);
        Lane = new EventLane(Dispatcher, Shard.Id);
    }

    public RecordedLogs Logs { get; } = new();

    public TestTime Time { get; } = new();

    /// <summary>What handlers note down.</summary>
    public Calls Calls { get; } = new();

    public CountedScopes Scopes { get; }

    public IMeterFactory Meters { get; }

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

    public static string Message(string content, ulong? guild = null) => guild is null
        ? $$$"""{"id":"1","channel_id":"2","content":"{{{content}}}","author":{"id":"3","username":"mira"}}"""
        : $$$"""{"id":"1","channel_id":"2","guild_id":"{{{guild}}}","content":"{{{content}}}","author":{"id":"3","username":"mira"}}""";

    public GatewayMessage Payload(string name, string data) => Payload(name, data, out _);

    /// <summary>Hands an event in, as the loop that reads a shard does, and then writes something else to its memory.</summary>
    /// <returns>Whether whoever has handed it in still reads.</returns>
    public async ValueTask<bool> FeedAsync(string name, string data)
    {
        bool reads = await Lane.DispatchAsync(Payload(name, data, out ShardMemory memory));
        memory.Reuse();
        return reads;
    }

    public ValueTask<bool> SayAsync(string content, ulong? guild = null) => FeedAsync("MESSAGE_CREATE", Message(content, guild));

    /// <summary>Reads what is posted, as a shard is read.</summary>
    public Task ReadAsync() => Task.Run(() => Lane.ReadAsync(Posted()));

    public void Post(string name, string data) => Assert.True(_posted.Writer.TryWrite(Payload(name, data, out _)));

    public void Say(string content, ulong? guild = null) => Post("MESSAGE_CREATE", Message(content, guild));

    /// <summary>There is no more to read.</summary>
    public void EndReading() => _posted.Writer.Complete();

    /// <summary>Waits until all that was fed has been handled. Nothing can be fed afterwards.</summary>
    public async Task HandledAsync() => Assert.True(await Dispatcher.DrainAsync(CancellationToken.None).SoonAsync());

    public async ValueTask DisposeAsync()
    {
        Dispatcher.Dispose();
        await _services.DisposeAsync();
    }

    private GatewayMessage Payload(string name, string data, out ShardMemory memory)
    {
        byte[] payload = Encoding.UTF8.GetBytes($$"""{"t":"{{name}}","s":{{++_sequence}},"op":0,"d":{{data}}}""");
        Assert.True(EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope));
        memory = new ShardMemory(payload);
        return new GatewayMessage(Shard, envelope, payload, Time.GetUtcNow(), memory);
    }

    private async IAsyncEnumerable<GatewayMessage> Posted()
    {
        await foreach (GatewayMessage message in _posted.Reader.ReadAllAsync(CancellationToken.None))
        {
            yield return message;
        }
    }
}
