using Gateway.Core;
using Gateway.Hosting.Sharding;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Support;

/// <summary>A whole application: a host with the gateway, against a simulated Discord, with all it logs.</summary>
internal sealed class Bot : IAsyncDisposable
{
    private readonly IHost _host;

    public Bot(
        SimulatedDiscord discord,
        Action<IDiscordGatewayBuilder>? gateway = null,
        Action<DiscordGatewayOptions>? options = null,
        Action<IServiceCollection>? services = null)
        : this(discord.ApiBaseAddress, discord.Token, gateway, options, services)
    {
    }

    public Bot(
        Uri apiBaseAddress,
        string token,
        Action<IDiscordGatewayBuilder>? gateway = null,
        Action<DiscordGatewayOptions>? options = null,
        Action<IServiceCollection>? services = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Discord:Token"] = token,
            ["Discord:ApiBaseAddress"] = apiBaseAddress.AbsoluteUri,
        });
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(Calls);
        gateway?.Invoke(builder.Services.AddDiscordGateway(o =>
        {
            o.Reconnect.Delay = TimeSpan.FromMilliseconds(10);
            options?.Invoke(o);
        }));
        services?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public RecordedLogs Logs { get; } = new();

    public Calls Calls { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IShardManager Shards => _host.Services.GetRequiredService<IShardManager>();

    /// <summary>The exit code it asked for; 0 for none.</summary>
    public int ExitCode => _host.Services.GetRequiredService<HostExit>().Code;

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken).SoonAsync();

    /// <summary>Starts, and waits until all shards are ready.</summary>
    public async Task StartAndGetReadyAsync()
    {
        await StartAsync();
        await Logs.WaitForAsync("ready after");
    }

    /// <summary>Stops as Ctrl+C does.</summary>
    public Task StopAsync() => _host.StopAsync(CancellationToken.None).SoonAsync();

    /// <summary>Stops as Ctrl+C does, when the time for it is over already.</summary>
    public Task StopWithoutPatienceAsync() => _host.StopAsync(new CancellationToken(canceled: true)).SoonAsync();

    /// <summary>Stops as Ctrl+C does; running handlers may take until the token is cancelled.</summary>
    public Task BeginStopAsync(CancellationTokenSource? timeIsUp = null) => _host.StopAsync(timeIsUp?.Token ?? CancellationToken.None);

    /// <summary>Waits until the application has decided to stop by itself, and stops it as its main loop would.</summary>
    public Task EndedByItselfAsync() => _host.WaitForShutdownAsync(CancellationToken.None).SoonAsync();

    public async Task InStateAsync(ShardState state, int shardId = 0)
    {
        while (Shards.Shards.Count == 0)
        {
            await Logs.WaitForAsync("Starting ");
            await Task.Yield();
        }

        Shard shard = Shards.Shards.Single(shard => shard.Id.Id == shardId);
        var reached = new TaskCompletionSource();
        shard.StatusChanged += (_, status) =>
        {
            if (status.State == state)
            {
                reached.TrySetResult();
            }
        };
        if (shard.Status.State != state)
        {
            await reached.Task.SoonAsync();
        }
    }

    public void DisposeWithoutStop() => _host.Dispose();

    public async ValueTask DisposeAsync()
    {
        await StopWithoutPatienceAsync();
        _host.Dispose();
    }
}
