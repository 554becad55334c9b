using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Testing;

/// <summary>Binds listeners whose port can be shut (connections are refused) and opened again.</summary>
internal sealed class GatedListenerFactory(IConnectionListenerFactory inner, bool hasPorts) : IConnectionListenerFactory
{
    private readonly Lock _gate = new(); // guards _listeners
    private readonly Dictionary<int, GatedListener> _listeners = [];

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var keeper = hasPorts ? Reserve((IPEndPoint)endpoint) : null;
        var bound = (IPEndPoint?)keeper?.LocalEndPoint ?? endpoint;
        var listener = new GatedListener(inner, await inner.BindAsync(bound, cancellationToken).ConfigureAwait(false), keeper);
        lock (_gate)
        {
            _listeners[((IPEndPoint)listener.EndPoint).Port] = listener;
        }

        return listener;
    }

    public GatedListener On(int port)
    {
        lock (_gate)
        {
            return _listeners[port];
        }
    }

    // A socket that is bound and never listens keeps the port ours while the gate is shut. Windows would refuse to
    // bind the listener beside it, and does not hand out a port again so soon.
    private static Socket? Reserve(IPEndPoint endpoint)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
