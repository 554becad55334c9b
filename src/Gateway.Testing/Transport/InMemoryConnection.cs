using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Testing;

/// <summary>Both ends of a connection that never leaves the process: Kestrel's here, the client's as <see cref="Client"/>.</summary>
internal sealed class InMemoryConnection : ConnectionContext, IDuplexPipe
{
    // The server may go on where the client has written: it never blocks. Not the other way round, as clients do.
    private readonly Pipe _toServer = new(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
    private readonly Pipe _toClient = new(new PipeOptions(useSynchronizationContext: false));
    private readonly CancellationTokenSource _closed = new();

    public InMemoryConnection(EndPoint local)
    {
        LocalEndPoint = local;
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 0);
        ConnectionId = Guid.NewGuid().ToString("N");
        ConnectionClosed = _closed.Token;
        Transport = this;
        Client = new InMemoryStream(_toClient.Reader, _toServer.Writer, _closed);
    }

    public Stream Client { get; }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override IDuplexPipe Transport { get; set; }

    PipeReader IDuplexPipe.Input => _toServer.Reader;

    PipeWriter IDuplexPipe.Output => _toClient.Writer;

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _toClient.Writer.Complete(new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset)));
        _toServer.Writer.Complete();
        _closed.Cancel();
    }

    public override async ValueTask DisposeAsync()
    {
        await _toServer.Reader.CompleteAsync().ConfigureAwait(false);
        await _toClient.Writer.CompleteAsync().ConfigureAwait(false);
        await _closed.CancelAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
