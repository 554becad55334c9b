using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Testing;

/// <summary>A listener without a socket.</summary>
internal sealed class InMemoryListener(EndPoint endpoint) : IConnectionListener
{
    private readonly Channel<InMemoryConnection> _accepted = Channel.CreateUnbounded<InMemoryConnection>();

    public EndPoint EndPoint => endpoint;

    /// <summary>The client's end of a new connection; null if nobody listens any more.</summary>
    public Stream? Connect()
    {
        var connection = new InMemoryConnection(endpoint);
        return _accepted.Writer.TryWrite(connection) ? connection.Client : null;
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_accepted.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
