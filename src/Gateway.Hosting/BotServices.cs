using System.Diagnostics.Metrics;
using Gateway.Core;
using Gateway.Hosting.Diagnostics;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Http;
using Gateway.Hosting.Options;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>One bot of the application: what its settings and handlers are made into. A keyed singleton, by its name.</summary>
internal sealed class BotServices : IDisposable
{
    private readonly IDisposable? _openedStore;

    public BotServices(BotRegistration registration, IServiceProvider services)
    {
        Name = registration.Name;
        Options = services.GetRequiredService<IOptionsMonitor<DiscordGatewayOptions>>().Get(Name);
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        var logs = new BotLoggerFactory(services.GetRequiredService<ILoggerFactory>(), Name);
        GatewayHttpHandler http = services.GetRequiredKeyedService<GatewayHttpHandler>(Name);

        var meters = new BotMeterFactory(services.GetRequiredService<IMeterFactory>(), Name);
        Meter meter = meters.Create(HostingMetrics.MeterName);
        ILogger<EventDispatcher> dispatchLog = logs.CreateLogger<EventDispatcher>();
        Dispatcher = new EventDispatcher(
            HandlerTableBuilder.Build(registration.Handlers.All, services, Options.Dispatch, dispatchLog),
            registration.Handlers.Hooks(services),
            services.GetRequiredService<IServiceScopeFactory>(),
            Options.Dispatch,
            Options.Section,
            meter,
            time,
            dispatchLog)
        {
            Bot = Name,
        };
        GatewayLookup lookup = services.GetRequiredKeyedService<GatewayLookup>(Name);
        (ISessionStore store, _openedStore) = SessionStores.Make(Name, Options, services, logs);
        Manager = new ShardManager(Options);
        var factory = new ShardFactory(
            Options, registration.Handlers, http, meters, time, new ShardLog(logs.CreateLogger<Shard>(), Manager, time));
        var queue = new IdentifyQueueSource(services, Name, store, lookup, time, logs.CreateLogger<IdentifyQueue>());
        meter.CreateObservableGauge(
            HostingMetrics.IdentifiesRemaining, queue.MeasureRemaining, "{identify}", "Session starts that are left.");
        var report = new StartupReport(Options, registration.Handlers, factory.Intents, logs.CreateLogger<StartupReport>());
        var refusals = new RefusalPolicy(
            Options, factory.Intents, Manager, services.GetRequiredService<HostExit>(), logs.CreateLogger<ShardManagerHostedService>());
        Run = new GatewayRun(
            Options, report, services.GetRequiredKeyedService<FirstAnswer>(Name), lookup, factory, queue, store, Manager, Dispatcher, refusals, time, logs);
        PresenceReload = new PresenceReload(services, Options, Manager, logs.CreateLogger<PresenceReload>());
    }

    public string Name { get; }

    public DiscordGatewayOptions Options { get; }

    public EventDispatcher Dispatcher { get; }

    public ShardManager Manager { get; }

    public GatewayRun Run { get; }

    public PresenceReload PresenceReload { get; }

    public void Dispose()
    {
        PresenceReload.Dispose();
        Run.Dispose();
        Dispatcher.Dispose();
        _openedStore?.Dispose();
    }
}
