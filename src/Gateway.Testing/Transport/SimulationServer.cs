using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Testing;

/// <summary>Kestrel on three addresses: HTTP, the main gateway, and the gateway for resuming.</summary>
internal sealed class SimulationServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _application;
    private readonly Simulation _simulation;
    private readonly ApiEndpoint _api;
    private readonly GatewayEndpoint _gateway;
    private int _mainPort;
    private int _disposed;
    private int _resumePort;

    private SimulationServer(Simulation simulation)
    {
        _simulation = simulation;
        MainHost = new HostScope(simulation, "main host");
        ResumeHost = new HostScope(simulation, "resume host");
        _api = new ApiEndpoint(simulation);
        _gateway = new GatewayEndpoint(simulation, MainHost, ResumeHost);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Limits.MaxConcurrentUpgradedConnections = null;
            kestrel.Listen(IPAddress.Loopback, simulation.Options.Port, Http1);
            kestrel.Listen(IPAddress.Loopback, simulation.Options.GatewayPort, Http1);
            kestrel.Listen(IPAddress.Loopback, simulation.Options.ResumePort, Http1);
        });
        Listeners = new GatedListenerFactory(new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance));
        builder.Services.AddSingleton<IConnectionListenerFactory>(Listeners);
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    public Uri ApiBaseAddress { get; private set; } = new("http://127.0.0.1/");

    public HostScope MainHost { get; }

    public HostScope ResumeHost { get; }

    private GatedListenerFactory Listeners { get; }

    public static async Task<SimulationServer> StartAsync(Simulation simulation)
    {
        var server = new SimulationServer(simulation);
        await server._application.StartAsync().ConfigureAwait(false);
        server.Publish();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    private void Publish()
    {
        // Kestrel names its addresses in the order they were given.
        int[] ports = [.. _application.Urls.Select(static url => new Uri(url).Port)];
        _mainPort = ports[1];
        _resumePort = ports[2];
        ApiBaseAddress = new Uri($"http://127.0.0.1:{ports[0]}/api/v10/");
        _simulation.MainGateway = new Uri($"ws://127.0.0.1:{_mainPort}/");
        _simulation.ResumeGateway = new Uri($"ws://127.0.0.1:{_resumePort}/");
        MainHost.Shut = Listeners.On(_mainPort).ShutAsync;
        MainHost.Open = Listeners.On(_mainPort).OpenAsync;
        ResumeHost.Shut = Listeners.On(_resumePort).ShutAsync;
        ResumeHost.Open = Listeners.On(_resumePort).OpenAsync;
    }

    private Task HandleAsync(HttpContext context)
    {
        int port = context.Connection.LocalPort;
        return port == _mainPort ? _gateway.HandleAsync(context, GatewayHost.Main, _stopping.Token)
            : port == _resumePort ? _gateway.HandleAsync(context, GatewayHost.Resume, _stopping.Token)
            : _api.HandleAsync(context, _stopping.Token);
    }
}
