using System.Diagnostics.Metrics;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Hosting.Handlers;
using Gateway.Hosting.Http;

namespace Gateway.Hosting.Sharding;

/// <summary>Makes shards from the settings and from what Discord says.</summary>
internal sealed class ShardFactory(
    DiscordGatewayOptions settings, HandlerRegistry handlers, GatewayHttpHandler http, IMeterFactory meters, TimeProvider time, ShardLog log)
{
    /// <summary>The intents as configured, or else as the handlers need them.</summary>
    public GatewayIntents Intents => settings.Intents ?? HandlerIntents.Required(handlers.All);

    /// <param name="ids">Which shards.</param>
    /// <param name="gateway">Where to connect.</param>
    /// <param name="queue">The one queue of the bot.</param>
    /// <param name="sessions">The sessions to resume, by shard.</param>
    /// <param name="presence">What the bot is shown to be doing.</param>
    public IReadOnlyList<Shard> Make(
        IReadOnlyList<ShardId> ids, Uri gateway, IIdentifyQueue queue, IReadOnlyDictionary<ShardId, GatewaySession> sessions, UpdatePresence? presence)
    {
        ShardOptions options = Options(gateway, queue, presence);
        Func<ShardId, ShardOptions, ShardOptions> configure = settings.ConfigureShard ?? (static (_, options) => options);
        EventHandler<ShardStatus> changed = log.OnChanged; // one for all: a big bot has a thousand shards
        var shards = new Shard[ids.Count];
        for (int i = 0; i < shards.Length; i++)
        {
            shards[i] = new Shard(ids[i], configure(ids[i], options), sessions.GetValueOrDefault(ids[i]));
            shards[i].StatusChanged += changed;
        }

        return shards;
    }

    private ShardOptions Options(Uri gateway, IIdentifyQueue queue, UpdatePresence? presence) => new()
    {
        Token = settings.Token!,
        Intents = Intents,
        GatewayUri = gateway,
        IdentifyQueue = queue,
        HttpInvoker = new HttpMessageInvoker(http.Handler, disposeHandler: false),
        Compression = settings.Compression,
        LargeThreshold = settings.LargeThreshold,
        Presence = presence,
        IdentifyProperties = settings.IdentifyProperties,
        UserAgent = settings.UserAgent,
        AllowInsecureTransport = settings.AllowInsecureTransport,
        ConnectTimeout = settings.Reconnect.ConnectTimeout,
        HelloTimeout = settings.Reconnect.HelloTimeout,
        ReadyTimeout = settings.Reconnect.ReadyTimeout,
        ResumedTimeout = settings.Reconnect.ResumedTimeout,
        CloseTimeout = settings.Shutdown.CloseTimeout,
        ReconnectDelay = settings.Reconnect.Delay,
        MaxReconnectDelay = settings.Reconnect.MaxDelay,
        StableAfter = settings.Reconnect.StableAfter,
        MaxMessageSize = settings.MaxMessageSize,
        MaxQueuedCommands = settings.MaxQueuedCommands,
        MeterFactory = meters,
        UseClientWebSocket = settings.UseClientWebSocket,
        UseZLibStream = settings.UseZLibStream,
        TimeProvider = time,
        Logger = log,
    };
}
