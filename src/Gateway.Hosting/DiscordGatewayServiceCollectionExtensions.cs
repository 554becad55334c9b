using System.Diagnostics.Metrics;
using Gateway.Hosting;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Handlers;
using Gateway.Hosting.Http;
using Gateway.Hosting.Options;
using Gateway.Hosting.Sharding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the Discord gateway.</summary>
public static class DiscordGatewayServiceCollectionExtensions
{
    /// <summary>
    /// Adds a bot: shards that run as long as the host does, set up by the section <c>Discord</c> of the configuration.
    /// A further call adds to the first.
    /// </summary>
    /// <returns>Takes the handlers.</returns>
    public static IDiscordGatewayBuilder AddDiscordGateway(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new DiscordGatewayBuilder(services, Registered(services) ?? Register(services));
    }

    /// <inheritdoc cref="AddDiscordGateway(IServiceCollection)"/>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes what the configuration says.</param>
    public static IDiscordGatewayBuilder AddDiscordGateway(this IServiceCollection services, Action<DiscordGatewayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        IDiscordGatewayBuilder builder = services.AddDiscordGateway();
        services.Configure(configure);
        return builder;
    }

    private static HandlerRegistry? Registered(IServiceCollection services) =>
        services.FirstOrDefault(static service => service.ServiceType == typeof(HandlerRegistry))?.ImplementationInstance as HandlerRegistry;

    private static HandlerRegistry Register(IServiceCollection services)
    {
        var handlers = new HandlerRegistry(services);
        services.AddSingleton(handlers);
        services.TryAddSingleton(TimeProvider.System);
        AddOptions(services);
        AddHttp(services);

        services.AddSingleton(static provider =>
        {
            HandlerRegistry registry = provider.GetRequiredService<HandlerRegistry>();
            DispatchOptions options = provider.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value.Dispatch;
            ILogger logger = provider.GetRequiredService<ILogger<EventDispatcher>>();
            return new EventDispatcher(
                HandlerTableBuilder.Build(registry.All, provider, options, logger),
                registry.Hooks(provider),
                provider.GetRequiredService<IServiceScopeFactory>(),
                options,
                provider.GetRequiredService<IMeterFactory>(),
                provider.GetRequiredService<TimeProvider>(),
                logger);
        });
        services.AddSingleton<ShardManager>();
        services.AddSingleton<IShardManager>(static provider => provider.GetRequiredService<ShardManager>());
        services.AddSingleton<ShardFactory>();
        services.AddSingleton<GatewayLookup>();
        services.AddSingleton<StartupReport>();
        services.AddSingleton<HostExit>();
        services.AddSingleton<GatewayRun>();
        services.AddHostedService<ShardManagerHostedService>();
        return handlers;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<DiscordGatewayOptions>().ValidateOnStart();

        // First of all, so that code wins even where it was registered before.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<DiscordGatewayOptions>>(
            static provider => new DiscordGatewayConfiguration(provider.GetService<IConfiguration>())));
        services.AddSingleton<IValidateOptions<DiscordGatewayOptions>, SettingsValidator>();
        services.AddSingleton<IValidateOptions<DiscordGatewayOptions>, HandlerValidator>();
        services.AddTransient<IOptionsFactory<DiscordGatewayOptions>, DiscordGatewayOptionsFactory>();
    }

    private static void AddHttp(IServiceCollection services)
    {
        services.AddSingleton<GatewayHttpHandler>();
        services.AddTransient<ApplicationBoundHandler>();
        services.AddTransient<DiscordRequestHandler>();
        IHttpClientBuilder client = services.AddHttpClient(DiscordHttpClient.Name)
            .ConfigureHttpClient(static (provider, client) =>
            {
                DiscordGatewayOptions options = provider.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value;
                client.BaseAddress = options.ApiBaseAddress.WithClosingSlash();
                client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
                client.Timeout = Timeout.InfiniteTimeSpan; // each try has a time-out of its own, and 429 is waited out
            })
            .ConfigurePrimaryHttpMessageHandler(static provider => provider.GetRequiredService<GatewayHttpHandler>().Handler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the handler renews its connections by itself
            .RedactLoggedHeaders(["Authorization"])
            .RemoveAllLoggers();

        // From the outside in.
        client.AddHttpMessageHandler<ApplicationBoundHandler>();
        client.AddResilienceHandler(DiscordResilience.PipelineName, DiscordResilience.Configure);
        client.AddHttpMessageHandler<DiscordRequestHandler>();
    }
}
