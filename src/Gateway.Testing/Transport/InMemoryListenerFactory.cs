using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Testing;

/// <summary>Listeners without sockets, on made-up ports.</summary>
internal sealed class InMemoryListenerFactory : IConnectionListenerFactory
{
    private readonly Lock _gate = new(); // guards the fields below
    private readonly Dictionary<int, InMemoryListener> _listeners = [];
    private int _nextPort = 1;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            int asked = ((IPEndPoint)endpoint).Port;
            int port = asked == 0 ? _nextPort++ : asked;
            var listener = new InMemoryListener(new IPEndPoint(IPAddress.Loopback, port));
            _listeners[port] = listener;
            return ValueTask.FromResult<IConnectionListener>(listener);
        }
    }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Stream Connect(int port)
    {
        lock (_gate)
        {
            return _listeners.GetValueOrDefault(port)?.Connect() ?? throw new SocketException((int)SocketError.ConnectionRefused);
        }
    }
}
