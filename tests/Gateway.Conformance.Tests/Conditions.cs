using System.Diagnostics.Metrics;
using Gateway.Core.Commands;
using Gateway.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>What most tests start from: a small simulated Discord, and options of a shard that goes there in a hurry.</summary>
internal static class Conditions
{
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler());

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<SimulatedDiscord> StartDiscordAsync(Action<SimulatedDiscordOptions>? configure = null) =>
        SimulatedDiscord.StartAsync(o =>
        {
            o.IdentifyWindowTolerance = TimeSpan.Zero; // a shard's own margin has to do
            o.World.Guild("Harbour", static g => g.Channel("general").Member("mira").Member("tom"));
            configure?.Invoke(o);
        });

    /// <summary>Options for a shard; pauses are short unless a test sets them.</summary>
    public static ShardOptions Options(
        this SimulatedDiscord discord,
        TimeProvider? time = null,
        TransportCompression compression = TransportCompression.ZlibStream,
        TimeSpan? reconnectDelay = null,
        string? token = null,
        GatewayIntents intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
        IIdentifyQueue? identifyQueue = null,
        Uri? gatewayUri = null,
        int maxMessageSize = 16 * 1024 * 1024,
        TimeSpan? connectTimeout = null,
        Random? random = null,
        HttpMessageInvoker? invoker = null,
        int maxQueuedCommands = 5000,
        UpdatePresence? presence = null,
        IMeterFactory? meterFactory = null) => new()
        {
            Token = token ?? discord.Token,
            Intents = intents,
            GatewayUri = gatewayUri ?? discord.GatewayUri,
            IdentifyQueue = identifyQueue ?? new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1), time),
            Compression = compression,
            TimeProvider = time ?? TimeProvider.System,
            ReconnectDelay = reconnectDelay ?? TimeSpan.FromMilliseconds(1),
            MaxReconnectDelay = reconnectDelay is null ? TimeSpan.FromMilliseconds(20) : TimeSpan.FromSeconds(60),
            MaxMessageSize = maxMessageSize,
            // Half of every pause there may be: never so short that virtual time need not pass for it.
            Random = random ?? new Always(0.5),
            HttpInvoker = invoker ?? Invoker,
            MaxQueuedCommands = maxQueuedCommands,
            Presence = presence,
            MeterFactory = meterFactory,
            UseClientWebSocket = WebSocketUnderTest.IsClientWebSocket,
            UseZLibStream = WebSocketUnderTest.IsClientWebSocket, // all that is the framework's, then
            ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(20),
        };

    public static SimulatedMember Mira(this SimulatedDiscord discord) => discord.Guild("Harbour").Member("mira");
}
