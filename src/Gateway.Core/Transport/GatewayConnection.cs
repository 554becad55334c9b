using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Gateway.Core.Compression;

namespace Gateway.Core.Transport;

/// <summary>
/// One websocket connection: whole inflated messages in, small payloads out, and one funnel through which it ends.
/// </summary>
/// <remarks>One loop receives. Anyone may send, and anyone may call <see cref="End"/>: the first one's reason stands.</remarks>
internal sealed class GatewayConnection : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly ShardOptions _options;
    private readonly IInflater? _inflater;
    private readonly PooledBuffer _received;
    private readonly PooledBuffer _inflated;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Lock _deadlineLock = new(); // protects _deadlineReason and _closing
    private readonly ITimer _deadline;
    private ConnectionEndReason _deadlineReason;
    private ConnectionEnd? _end;
    private int _lifeSigns;
    private bool _closing;
    private bool _receiving;

    private GatewayConnection(ClientWebSocket socket, ShardOptions options)
    {
        _socket = socket;
        _options = options;
        _inflater = Inflater.Create(options.Compression);
        _received = new PooledBuffer(options.MaxMessageSize);
        _inflated = new PooledBuffer(options.MaxMessageSize);
        _deadline = options.TimeProvider.CreateTimer(
            static state => ((GatewayConnection)state!).OnDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How the connection ended; null while it lives.</summary>
    public ConnectionEnd? Ended => Volatile.Read(ref _end);

    /// <summary>Connects. A failure is a value: the end of a connection that never was.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async ValueTask<(GatewayConnection? Connection, ConnectionEnd? Failure)> ConnectAsync(
        Uri baseUri, ShardOptions options, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("User-Agent", options.UserAgent);
        // Heartbeats tell a dead connection; pings would only add a second clock.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;

        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            Uri uri = GatewayUri.Complete(baseUri, options.Compression);
            await socket.ConnectAsync(uri, options.HttpInvoker, either.Token).ConfigureAwait(false);
            return (new GatewayConnection(socket, options), null);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return (null, timeout.IsCancellationRequested
                ? new ConnectionEnd(ConnectionEndReason.ConnectTimedOut)
                : new ConnectionEnd(ConnectionEndReason.ConnectFailed, Error: e));
        }
    }

    /// <summary>
    /// Receives one whole message, inflated: UTF-8 JSON, valid until the next call. Null once the connection has ended.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // One receive at a time: its state is reused, not allocated.
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        _inflated.Clear();
        // Coming back for more is a sign of life too: silence while nobody read here was not the other side's.
        MarkAlive();
        Volatile.Write(ref _receiving, true);
        try
        {
            while (true)
            {
                WebSocketMessageType type = await ReceiveMessageAsync().ConfigureAwait(false);
                if (type == WebSocketMessageType.Close)
                {
                    await AnswerCloseAsync().ConfigureAwait(false);
                    return null;
                }

                if (type == WebSocketMessageType.Text || _inflater is null)
                {
                    return _received.WrittenMemory;
                }

                if (_inflater.Inflate(_received.WrittenMemory, _inflated))
                {
                    return _inflated.WrittenMemory;
                }
            }
        }
        catch (MessageTooLargeException e)
        {
            End(new ConnectionEnd(ConnectionEndReason.MessageTooLarge, Error: e));
        }
        catch (InvalidDataException e)
        {
            End(new ConnectionEnd(ConnectionEndReason.ProtocolError, Error: e));
        }
        catch (Exception e) when (IsTransportFailure(e))
        {
            End(new ConnectionEnd(ConnectionEndReason.Dropped, Error: e));
        }
        finally
        {
            Volatile.Write(ref _receiving, false);
        }

        return null;
    }

    /// <summary>Sends one text message. Returns false if the connection has ended, or ended thereby.</summary>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> payload)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Ended is not null || _socket.State != WebSocketState.Open)
            {
                return false;
            }

            await _socket.SendAsync(payload, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (IsTransportFailure(e))
        {
            End(new ConnectionEnd(ConnectionEndReason.Dropped, Error: e));
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Whether anything was received, or nobody was waiting for it, since this was last asked.</summary>
    public bool TakeLifeSigns() => Interlocked.Exchange(ref _lifeSigns, 0) != 0 || !Volatile.Read(ref _receiving);

    /// <summary>Ends the connection for <paramref name="reason"/> unless the deadline is cleared or moved in time.</summary>
    public void SetDeadline(TimeSpan after, ConnectionEndReason reason)
    {
        lock (_deadlineLock)
        {
            // Once we close, only the deadline of the closing counts.
            if (!_closing)
            {
                _deadlineReason = reason;
                _deadline.Change(after, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void ClearDeadline() => SetDeadline(Timeout.InfiniteTimeSpan, default);

    /// <summary>The funnel: every end comes through here, the first reason stands, and a pending receive returns at once.</summary>
    public void End(ConnectionEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is null)
        {
            _socket.Abort();
        }
    }

    /// <summary>Tells the other side why, then hangs up without waiting for an answer.</summary>
    public async ValueTask HangUpAsync(ConnectionEndReason reason, GatewayCloseCode code)
    {
        await SendCloseAsync(code).ConfigureAwait(false);
        End(new ConnectionEnd(reason));
    }

    /// <summary>
    /// Begins to close: what the other side still sends can be received until its own close frame comes, or
    /// <see cref="ShardOptions.CloseTimeout"/> has passed.
    /// </summary>
    public async ValueTask CloseAsync(ConnectionEndReason reason, GatewayCloseCode code)
    {
        SetDeadline(_options.CloseTimeout, reason);
        lock (_deadlineLock)
        {
            _closing = true;
        }

        await SendCloseAsync(code).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        End(new ConnectionEnd(ConnectionEndReason.Abandoned));
        await _deadline.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
        _inflater?.Dispose();
        _received.Dispose();
        _inflated.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WebSocketMessageType> ReceiveMessageAsync()
    {
        _received.Clear();
        while (true)
        {
            ValueWebSocketReceiveResult frame = await _socket.ReceiveAsync(_received.GetMemory(), CancellationToken.None)
                .ConfigureAwait(false);
            MarkAlive();
            if (frame.MessageType == WebSocketMessageType.Close)
            {
                return frame.MessageType;
            }

            _received.Advance(frame.Count);
            if (frame.EndOfMessage)
            {
                return frame.MessageType;
            }
        }
    }

    private async ValueTask AnswerCloseAsync()
    {
        GatewayCloseCode? code = _socket.CloseStatus is { } status and not WebSocketCloseStatus.Empty
            ? (GatewayCloseCode)status
            : null;
        Interlocked.CompareExchange(ref _end, new ConnectionEnd(ConnectionEndReason.CloseFrame, code), null);
        // Not the code that came: 1000 or 1001 from the client would end the session.
        await SendCloseAsync(GatewayCloseCode.UnknownError).ConfigureAwait(false);
    }

    // A peer that no longer reads must not hold us: without room in its window the frame would wait for ever.
    private async ValueTask SendCloseAsync(GatewayCloseCode code)
    {
        using var timeout = new CancellationTokenSource(_options.CloseTimeout, _options.TimeProvider);
        try
        {
            await _sending.WaitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsTransportFailure(e))
        {
            End(new ConnectionEnd(ConnectionEndReason.Dropped, Error: e));
        }
        finally
        {
            _sending.Release();
        }
    }

    private void OnDeadline() => End(new ConnectionEnd(_deadlineReason));

    private void MarkAlive() => Volatile.Write(ref _lifeSigns, 1);

    private static bool IsTransportFailure(Exception e) =>
        e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
