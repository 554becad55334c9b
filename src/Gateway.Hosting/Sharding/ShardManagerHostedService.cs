using Gateway.Hosting.Sharding;
using Gateway.Hosting.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>
/// Runs the shards for as long as the host runs: asks Discord how many there should be, starts them in order, hands what
/// they receive to the handlers, and closes them when the host stops. Registered by <c>AddDiscordGateway</c>.
/// </summary>
/// <remarks>
/// Shards start once every hosted service has, and stop before any other does, so that handlers may rely on all of them.
/// Discord is asked where to connect as soon as the services begin to start.
/// Stopping takes these steps:
/// 1. Events that arrive from now on are not handed to handlers.
/// 2. Handlers that run may finish within <c>HostOptions.ShutdownTimeout</c>; then their tokens are cancelled.
/// 3. All shards close, side by side: their sessions end, or are suspended for the next start to resume.
/// 4. The sessions are saved, up to the last event that handlers have finished.
/// 5. What has not ended by then is left behind, with a warning.
/// </remarks>
/// <param name="services">The services of the application.</param>
internal sealed class ShardManagerHostedService(IServiceProvider services) : IHostedLifecycleService
{
    private BotServices[] _bots = [];
    private Task? _stopped;

    /// <summary>Begins to ask Discord where to connect.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (BotRegistration bot in services.GetServices<BotRegistration>())
        {
            services.GetRequiredKeyedService<FirstAnswer>(bot.Name).Ask();
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes the handlers that are singletons and opens the session stores, so that a faulty one stops the host right here.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        BotRegistration[] bots = [.. services.GetServices<BotRegistration>()];
        if (bots.Length > 1)
        {
            IOptionsMonitor<DiscordGatewayOptions> options = services.GetRequiredService<IOptionsMonitor<DiscordGatewayOptions>>();
            SessionStores.EnsureOwnFiles(bots.Select(bot => (bot.Name, options.Get(bot.Name))), services);
        }

        _bots = [.. bots.Select(bot => services.GetRequiredKeyedService<BotServices>(bot.Name))];
        return Task.CompletedTask;
    }

    /// <summary>Starts the shards, and returns at once.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (BotServices bot in _bots)
        {
            bot.Run.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>Stops the shards of all bots, side by side.</summary>
    /// <param name="cancellationToken">Cancelled when running handlers have to give up.</param>
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        _stopped ??= Task.WhenAll(_bots.Select(bot => bot.Run.StopAsync(cancellationToken)));

    /// <summary>Stops the shards, if they have not been stopped yet.</summary>
    /// <param name="cancellationToken">Cancelled when running handlers have to give up.</param>
    public Task StopAsync(CancellationToken cancellationToken) => StoppingAsync(cancellationToken);

    /// <summary>Does nothing.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
