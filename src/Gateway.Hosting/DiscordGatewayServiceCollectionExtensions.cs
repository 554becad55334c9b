using Gateway.Core;
using Gateway.Hosting;
using Gateway.Hosting.Diagnostics;
using Gateway.Hosting.Handlers;
using Gateway.Hosting.Http;
using Gateway.Hosting.Options;
using Gateway.Hosting.Sharding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
    public static IDiscordGatewayBuilder AddDiscordGateway(this IServiceCollection services) =>
        AddBot(services, Options.Options.DefaultName);

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

    /// <summary>
    /// Adds one of several bots of an application, set up by the section <c>Discord:Bots:&lt;name&gt;</c> of the
    /// configuration, with handlers of its own. A further call with the same name adds to the first.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">
    /// The bot's name, and the key of its services: <c>[FromKeyedServices("music")] IShardManager shards</c>. Its HTTP
    /// client is <see cref="DiscordHttpClient.NameOf"/> it.
    /// </param>
    /// <param name="configure">Changes what the configuration says.</param>
    /// <returns>Takes the handlers. Those registered with the container by their interface belong to the bot without a name.</returns>
    public static IDiscordGatewayBuilder AddDiscordGateway(
        this IServiceCollection services, string name, Action<DiscordGatewayOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        IDiscordGatewayBuilder builder = AddBot(services, name);
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        return builder;
    }

    private static DiscordGatewayBuilder AddBot(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        BotRegistration? bot = services
            .Select(static service => service.ServiceType == typeof(BotRegistration) ? service.ImplementationInstance as BotRegistration : null)
            .FirstOrDefault(bot => bot?.Name == name);
        return new DiscordGatewayBuilder(services, bot ?? Register(services, name));
    }

    private static BotRegistration Register(IServiceCollection services, string name)
    {
        AddShared(services);
        var bot = new BotRegistration(name, new HandlerRegistry(services, ownsContainer: name.Length == 0));
        services.AddSingleton(bot);
        services.AddOptions<DiscordGatewayOptions>(name).ValidateOnStart();
        AddHttp(services, bot);
        services.AddKeyedSingleton(name, (provider, _) => new GatewayLookup(
            provider.GetRequiredService<IHttpClientFactory>(),
            name,
            OptionsOf(provider, bot),
            provider.GetRequiredService<TimeProvider>(),
            new BotLoggerFactory(provider.GetRequiredService<ILoggerFactory>(), name).CreateLogger<GatewayLookup>()));
        services.AddKeyedSingleton(name, (provider, _) => new FirstAnswer(provider, name));
        services.AddKeyedSingleton(name, (provider, _) => new BotServices(bot, provider));
        services.AddKeyedSingleton<IShardManager>(name, (provider, _) => provider.GetRequiredKeyedService<BotServices>(name).Manager);
        if (name.Length == 0)
        {
            services.AddSingleton(static provider => provider.GetRequiredKeyedService<IShardManager>(""));
        }

        return bot;
    }

    /// <summary>What all bots of an application share.</summary>
    private static void AddShared(IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(HostExit)))
        {
            return;
        }

        services.AddSingleton<HostExit>();
        services.TryAddSingleton(TimeProvider.System);

        // First of all, so that code wins even where it was registered before.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<DiscordGatewayOptions>>(static provider =>
            new DiscordGatewayConfiguration(provider.GetService<IConfiguration>(), provider.GetServices<BotRegistration>())));
        services.AddSingleton<IValidateOptions<DiscordGatewayOptions>, SettingsValidator>();
        services.AddSingleton<IValidateOptions<DiscordGatewayOptions>, HandlerValidator>();
        services.AddTransient<IOptionsFactory<DiscordGatewayOptions>, DiscordGatewayOptionsFactory>();

        // As AddOptions has them for any type: a native program need not make these two types while it starts, for 1 to 2 ms.
        services.TryAddSingleton<IOptionsMonitor<DiscordGatewayOptions>, OptionsMonitor<DiscordGatewayOptions>>();
        services.TryAddSingleton<IOptionsMonitorCache<DiscordGatewayOptions>, OptionsCache<DiscordGatewayOptions>>();
        services.AddHostedService<ShardManagerHostedService>();
    }

    private static void AddHttp(IServiceCollection services, BotRegistration bot)
    {
        services.AddKeyedSingleton(bot.Name, (_, _) => new GatewayHttpHandler(bot.HttpHandlerSetups));
        IHttpClientBuilder client = services.AddHttpClient(DiscordHttpClient.NameOf(bot.Name))
            .ConfigureHttpClient((provider, client) =>
            {
                DiscordGatewayOptions options = OptionsOf(provider, bot);
                client.BaseAddress = options.ApiBaseAddress.WithClosingSlash();
                client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
                client.Timeout = Timeout.InfiniteTimeSpan; // each try has a time-out of its own, and 429 is waited out
            })
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<GatewayHttpHandler>(bot.Name).Handler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the handler renews its connections by itself
            .RedactLoggedHeaders(["Authorization"])
            .RemoveAllLoggers();

        // From the outside in.
        client.AddHttpMessageHandler(static provider => new ResilienceHandler(DiscordResilience.Build(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DiscordHttpClient).FullName!))));
        client.AddHttpMessageHandler(provider => new DiscordRequestHandler(OptionsOf(provider, bot)));
    }

    private static DiscordGatewayOptions OptionsOf(IServiceProvider provider, BotRegistration bot) =>
        provider.GetRequiredService<IOptionsMonitor<DiscordGatewayOptions>>().Get(bot.Name);
}
