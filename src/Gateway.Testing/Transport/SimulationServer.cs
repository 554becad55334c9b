using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
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
    private readonly X509Certificate2? _wrongCertificate;
    private readonly InMemoryListenerFactory? _memory;
    private int _disposed;
    private int _resumePort;

    private SimulationServer(Simulation simulation)
    {
        _simulation = simulation;
        MainHost = simulation.MainHost;
        ResumeHost = simulation.ResumeHost;
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
            kestrel.Listen(IPAddress.Loopback, simulation.Options.Port, listen => Configure(listen, host: null));
            kestrel.Listen(IPAddress.Loopback, simulation.Options.GatewayPort, listen => Configure(listen, MainHost));
            kestrel.Listen(IPAddress.Loopback, simulation.Options.ResumePort, listen => Configure(listen, ResumeHost));
        });
        if (simulation.Options.UseTls)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            Certificate = ServerCertificate.Make("Simulated Discord");
            _wrongCertificate = ServerCertificate.Make("Somebody else");
        }

        _memory = simulation.Options.InMemory ? new InMemoryListenerFactory() : null;
        IConnectionListenerFactory transport = _memory is not null
            ? _memory
            : new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        Listeners = new GatedListenerFactory(transport, hasPorts: _memory is null);
        builder.Services.AddSingleton<IConnectionListenerFactory>(Listeners);
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    public Uri ApiBaseAddress { get; private set; } = new("http://127.0.0.1/");

    public X509Certificate2? Certificate { get; }

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
        Certificate?.Dispose();
        _wrongCertificate?.Dispose();
    }

    /// <summary>A handler that trusts the certificate and finds what has no port.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync };
        if (Certificate is { } certificate)
        {
            byte[] trusted = certificate.RawData;
            handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetRawCertData().AsSpan().SequenceEqual(trusted) == true;
        }

        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var address = context.DnsEndPoint;
        if (address.Host.EndsWith(HostScope.UnknownDomain, StringComparison.Ordinal))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (_memory is not null)
        {
            return _memory.Connect(address.Port);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Configure(ListenOptions listen, HostScope? host)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (_simulation.Options.UseTls)
        {
            listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => host is { ShowsWrongCertificate: true } ? _wrongCertificate : Certificate);
        }
    }

    private void Publish()
    {
        // Kestrel names its addresses in the order they were given.
        int[] ports = [.. _application.Urls.Select(static url => new Uri(url).Port)];
        _mainPort = ports[1];
        _resumePort = ports[2];
        string secure = _simulation.Options.UseTls ? "s" : "";
        ApiBaseAddress = new Uri($"http{secure}://127.0.0.1:{ports[0]}/api/v10/");
        MainHost.ListenAt(new Uri($"ws{secure}://127.0.0.1:{_mainPort}/"), Listeners.On(_mainPort));
        ResumeHost.ListenAt(new Uri($"ws{secure}://127.0.0.1:{_resumePort}/"), Listeners.On(_resumePort));
    }

    private Task HandleAsync(HttpContext context)
    {
        int port = context.Connection.LocalPort;
        return port == _mainPort ? _gateway.HandleAsync(context, GatewayHost.Main, _stopping.Token)
            : port == _resumePort ? _gateway.HandleAsync(context, GatewayHost.Resume, _stopping.Token)
            : _api.HandleAsync(context, _stopping.Token);
    }
}
