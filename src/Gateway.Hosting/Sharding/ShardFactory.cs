using Gateway.Core;
using Gateway.Hosting.Handlers;
using Gateway.Hosting.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Sharding;

/// <summary>Makes the shards from the settings and from what Discord says.</summary>
internal sealed class ShardFactory(
    IOptions<DiscordGatewayOptions> options,
    HandlerRegistry handlers,
    GatewayHttpHandler http,
    TimeProvider time,
    ILogger<Shard> logger,
    IServiceProvider services)
{
    /// <summary>The intents as configured, or else as the handlers need them.</summary>
    public GatewayIntents Intents => options.Value.Intents ?? HandlerIntents.Required(handlers.All);

    public IReadOnlyList<Shard> Make(ShardPlan plan, GatewayBot bot)
    {
        // Shards that are spread over processes need a queue that is, too: theirs, if the application has one.
        IIdentifyQueue queue = services.GetService<IIdentifyQueue>() ?? new IdentifyQueue(bot.SessionStartLimit, time);
        ShardOptions shardOptions = Options(bot.Url, queue);
        return [.. plan.Ids.Select(id => new Shard(id, shardOptions))];
    }

    private ShardOptions Options(Uri gateway, IIdentifyQueue queue)
    {
        DiscordGatewayOptions settings = options.Value;
        return new ShardOptions
        {
            Token = settings.Token!,
            Intents = Intents,
            GatewayUri = gateway,
            IdentifyQueue = queue,
            HttpInvoker = new HttpMessageInvoker(http.Handler, disposeHandler: false),
            Compression = settings.Compression,
            LargeThreshold = settings.LargeThreshold,
            Presence = settings.Presence,
            IdentifyProperties = settings.IdentifyProperties,
            UserAgent = settings.UserAgent,
            AllowInsecureTransport = settings.AllowInsecureTransport,
            ConnectTimeout = settings.ConnectTimeout,
            HelloTimeout = settings.HelloTimeout,
            ReadyTimeout = settings.ReadyTimeout,
            ResumedTimeout = settings.ResumedTimeout,
            CloseTimeout = settings.CloseTimeout,
            ReconnectDelay = settings.ReconnectDelay,
            MaxReconnectDelay = settings.MaxReconnectDelay,
            StableAfter = settings.StableAfter,
            MaxMessageSize = settings.MaxMessageSize,
            TimeProvider = time,
            Logger = logger,
        };
    }
}
