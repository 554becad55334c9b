using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Gateway.Core.Compression;

namespace Gateway.Core.Transport;

/// <summary>The framework's <see cref="ClientWebSocket"/>, for <see cref="ShardOptions.UseClientWebSocket"/>.</summary>
internal sealed class FrameworkSocket : IGatewaySocket
{
    /// <summary>
    /// The most that is asked for at once. The framework fills what it is given as far as the frame goes, and a message that
    /// comes slowly is a sign of life with each piece.
    /// </summary>
    private const int Piece = 16 * 1024;

    private readonly WebSocket _socket;
    private readonly LifeSigns _life;
    private readonly TimeProvider _time;
    private readonly PooledBuffer _message;

    internal FrameworkSocket(WebSocket socket, int maxMessageSize, LifeSigns life, TimeProvider time)
    {
        _socket = socket;
        _life = life;
        _time = time;
        _message = new PooledBuffer(maxMessageSize);
    }

    public bool IsOpen => _socket.State == WebSocketState.Open;

    public bool CanClose => _socket.State is WebSocketState.Open or WebSocketState.CloseReceived;

    // A close frame without a code is reported as 1000.
    public GatewayCloseCode? CloseCode =>
        _socket.CloseStatus is { } status and not WebSocketCloseStatus.Empty ? (GatewayCloseCode)status : null;

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <exception cref="WebSocketException">It could not be connected.</exception>
    /// <exception cref="UpgradeRefusedException">It could not, since the server answered with another status.</exception>
    public static async Task<IGatewaySocket> ConnectAsync(Uri uri, ShardOptions options, LifeSigns life, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("User-Agent", options.UserAgent);
            // Heartbeats tell a dead connection; pings would only add a second clock.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.CollectHttpResponseDetails = true; // for what a refusal says
            await socket.ConnectAsync(uri, options.HttpInvoker, cancellationToken).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return new FrameworkSocket(socket, options.MaxMessageSize, life, options.TimeProvider);
        }
        catch (WebSocketException e) when (socket.HttpStatusCode is not (0 or HttpStatusCode.SwitchingProtocols))
        {
            var refused = new UpgradeRefusedException(e.Message, socket.HttpStatusCode, RetryAfter(socket), e);
            socket.Dispose();
            throw refused;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // One receive at a time: its state is reused, not allocated.
    public async ValueTask<SocketMessage> ReceiveAsync()
    {
        _message.Clear();
        try
        {
            while (true)
            {
                Memory<byte> room = _message.GetMemory();
                ValueWebSocketReceiveResult part = await _socket
                    .ReceiveAsync(room[..Math.Min(room.Length, Piece)], CancellationToken.None).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return new SocketMessage(SocketMessageKind.Close, default);
                }

                if (part.Count > 0 || part.EndOfMessage) // an empty fragment is no sign of life
                {
                    _life.Mark();
                }

                _message.Advance(part.Count);
                if (part.EndOfMessage)
                {
                    ReceivedAt = _time.GetUtcNow();
                    return new SocketMessage(
                        part.MessageType == WebSocketMessageType.Text ? SocketMessageKind.Text : SocketMessageKind.Binary,
                        _message.WrittenMemory);
                }
            }
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode == WebSocketError.Faulted)
        {
            throw new InvalidDataException(e.Message, e); // what came was no websocket frame; a lost connection has other codes
        }
    }

    public byte[] Detach(ReadOnlyMemory<byte> message) => _message.Detach();

    public ValueTask SendAsync(ReadOnlyMemory<byte> text) =>
        _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public async ValueTask CloseAsync(GatewayCloseCode code) =>
        await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None).ConfigureAwait(false);

    public void Abort() => Drop(_socket.Abort);

    public void Dispose()
    {
        Drop(_socket.Dispose);
        _message.Dispose();
    }

    private static void Drop(Action drop)
    {
        try
        {
            drop();
        }
        catch (Exception)
        {
            // A stream that somebody else has made may flush, and fail at that: it is dropped, and why is known already.
        }
    }

    private static RetryConditionHeaderValue? RetryAfter(ClientWebSocket socket) =>
        socket.HttpResponseHeaders?.TryGetValue("Retry-After", out IEnumerable<string>? values) == true
        && RetryConditionHeaderValue.TryParse(values.FirstOrDefault(), out RetryConditionHeaderValue? value) ? value : null;
}
