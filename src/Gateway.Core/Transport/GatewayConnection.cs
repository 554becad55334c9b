using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Gateway.Core.Compression;

namespace Gateway.Core.Transport;

/// <summary>
/// One websocket connection: whole inflated messages in, small payloads out, and one funnel through which it ends.
/// </summary>
/// <remarks>One loop receives. Anyone may send, and anyone may call <see cref="End"/>: the first one's reason stands.</remarks>
internal sealed class GatewayConnection : IPayloadMemory, IAsyncDisposable
{
    private readonly IGatewaySocket _socket;
    private readonly LifeSigns _life;
    private readonly ShardOptions _options;
    private readonly IInflater? _inflater;
    private readonly PooledBuffer _inflated;
    private ReadOnlyMemory<byte> _payload; // what was received last; empty once it was taken, or its memory is to be used again
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Deadline _deadline;
    private readonly Func<bool> _isWithReader;
    private ConnectionEnd? _end; // End's alone
    private ConnectionEnd? _closeFrame; // written by the receiving loop: what the other side closed with comes before every later reason
    private bool _receiving;
    private bool _withReader;
    private long _receivedBytes; // the receiving loop's alone

    private GatewayConnection(IGatewaySocket socket, LifeSigns life, ShardOptions options)
    {
        _socket = socket;
        _life = life;
        _options = options;
        _inflater = Inflater.Create(options.Compression, options.UseZLibStream);
        _inflated = new PooledBuffer(options.MaxMessageSize);
        _deadline = new Deadline(options.TimeProvider, reason => End(new ConnectionEnd(reason)));
        _isWithReader = () => IsWithReader;
    }

    /// <summary>How the connection ended; null before. Once it has, the socket is dropped.</summary>
    public ConnectionEnd? Ended => Volatile.Read(ref _end);

    /// <summary>Whether the other side has sent its close frame, which may still have to be answered.</summary>
    public bool IsCloseReceived => Volatile.Read(ref _closeFrame) is not null;

    /// <summary>Whether the reader has a message, and has not come back for the next: what came since lies unread. For anybody.</summary>
    public bool IsWithReader => Volatile.Read(ref _withReader);

    /// <inheritdoc cref="IGatewaySocket.ReceivedAt"/>
    public DateTimeOffset ReceivedAt => _socket.ReceivedAt;

    /// <summary>Connects. A failure is a value: the end of a connection that never was.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<ConnectOutcome> ConnectAsync(
        Uri baseUri, ShardOptions options, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            Uri uri = GatewayUri.Complete(baseUri, options.Compression);
            var life = new LifeSigns();
            IGatewaySocket socket = options.UseClientWebSocket
                ? await FrameworkSocket.ConnectAsync(uri, options, life, either.Token).ConfigureAwait(false)
                : new FrameSocket(
                    await WebSocketHandshake.ConnectAsync(uri, options, either.Token).ConfigureAwait(false),
                    options.MaxMessageSize,
                    life,
                    options.TimeProvider);
            return new ConnectOutcome(new GatewayConnection(socket, life, options), null);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new ConnectOutcome(null, timeout.IsCancellationRequested
                ? new ConnectionEnd(ConnectionEndReason.ConnectTimedOut)
                : new ConnectionEnd(ConnectionEndReason.ConnectFailed, Error: e)
                {
                    RetryAfter = (e as UpgradeRefusedException)?.RetryAfter(options.TimeProvider.GetUtcNow()),
                });
        }
    }

    /// <summary>
    /// Receives one whole message, inflated: UTF-8 JSON, valid until the next call. Null once the connection has ended.
    /// </summary>
    public ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        Volatile.Write(ref _withReader, false);
        _payload = default;
        if (Ended is not null)
        {
            return default; // what is here already comes after whatever ended it, and has to come again
        }

        _inflated.Clear();
        // Coming back for more is a sign of life too: silence while nobody read here was not the other side's.
        _life.Mark();
        ValueTask<SocketMessage> receive = ReceiveFromSocketAsync();
        if (!receive.IsCompletedSuccessfully)
        {
            return ReceiveAsync(receive);
        }

        // Most messages of a burst are here already: nothing has to wait.
        SocketMessage message = receive.Result;
        return message.Kind == SocketMessageKind.Close ? AnswerCloseAsync()
            : TryInflate(message, out ReadOnlyMemory<byte>? payload) ? new ValueTask<ReadOnlyMemory<byte>?>(payload)
            : ReceiveAsync(ReceiveFromSocketAsync());
    }

    /// <summary>The reader gets what was received, and takes as long as it likes. For the loop that receives.</summary>
    public void GiveToReader() => Volatile.Write(ref _withReader, true);

    /// <inheritdoc/>
    public IMemoryOwner<byte> Detach(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty || !_payload.Equals(payload))
        {
            throw new InvalidOperationException(
                "The memory of this message is not the shard's any more: take it once, and before the next message is asked for.");
        }

        _payload = default;
        byte[] bytes = _inflated.WrittenMemory.Equals(payload) ? _inflated.Detach() : _socket.Detach(payload);
        return new DetachedPayload(bytes, payload);
    }

    /// <summary>Sends one text message. Returns false if the connection has ended, or ended thereby.</summary>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> payload)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Ended is not null || !_socket.IsOpen)
            {
                return false;
            }

            await _socket.SendAsync(payload).ConfigureAwait(false);
            return true;
        }
        catch (Exception e)
        {
            EndBy(e);
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>How many bytes of messages were received since this was last asked, as they came: not inflated. For the loop that receives.</summary>
    public long TakeReceivedBytes()
    {
        long bytes = _receivedBytes;
        _receivedBytes = 0;
        return bytes;
    }

    /// <summary>Whether anything was received, or nobody was waiting for it, since this was last asked.</summary>
    public bool TakeLifeSigns() => _life.Take() || !Volatile.Read(ref _receiving);

    /// <summary>Ends the connection for <paramref name="reason"/> unless the deadline is cleared or moved in time.</summary>
    public void SetDeadline(TimeSpan after, ConnectionEndReason reason) => _deadline.Set(after, reason);

    /// <summary>
    /// The same, but it starts anew if the reader has a message when its time has come: what it waits for may be here, unread.
    /// </summary>
    public void SetPatientDeadline(TimeSpan after, ConnectionEndReason reason) => _deadline.Set(after, reason, _isWithReader);

    public void ClearDeadline() => _deadline.Clear();

    /// <summary>The funnel: every end comes through here, the first reason stands, and what is pending returns at once.</summary>
    public void End(ConnectionEnd end)
    {
        Interlocked.CompareExchange(ref _end, Volatile.Read(ref _closeFrame) ?? end, null);
        _socket.Abort();
    }

    /// <summary>Tells the other side why, then hangs up without waiting for an answer.</summary>
    public async ValueTask HangUpAsync(ConnectionEndReason reason, GatewayCloseCode code)
    {
        await CloseAsync(reason, code).ConfigureAwait(false);
        End(new ConnectionEnd(reason));
    }

    /// <summary>
    /// Begins to close: what the other side still sends can be received until its own close frame comes, or
    /// <see cref="ShardOptions.CloseTimeout"/> has passed.
    /// </summary>
    public async ValueTask CloseAsync(ConnectionEndReason reason, GatewayCloseCode code)
    {
        // Only this deadline counts from here on. It holds for the close frame too: a peer that reads no more leaves no room for it.
        _deadline.Freeze(_options.CloseTimeout, reason);
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_socket.CanClose)
            {
                await _socket.CloseAsync(code).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            EndBy(e);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _payload = default;
        End(new ConnectionEnd(ConnectionEndReason.Abandoned));
        await _deadline.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
        _inflater?.Dispose();
        _inflated.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // One receive at a time: its state is reused, not allocated.
    private async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(ValueTask<SocketMessage> receive)
    {
        if (!receive.IsCompleted && _inflated.Length == 0)
        {
            _inflated.Release(); // who rests holds no memory that others could use
        }

        Volatile.Write(ref _receiving, true);
        try
        {
            while (true)
            {
                SocketMessage message;
                try
                {
                    message = await receive.ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    EndBy(e);
                    return null;
                }

                if (message.Kind == SocketMessageKind.Close)
                {
                    return await AnswerCloseAsync().ConfigureAwait(false);
                }

                if (TryInflate(message, out ReadOnlyMemory<byte>? payload))
                {
                    return payload;
                }

                receive = ReceiveFromSocketAsync();
            }
        }
        finally
        {
            Volatile.Write(ref _receiving, false);
        }
    }

    // What the socket throws at once comes with the task, like what it throws later.
    private ValueTask<SocketMessage> ReceiveFromSocketAsync()
    {
        try
        {
            return _socket.ReceiveAsync();
        }
        catch (Exception e)
        {
            return ValueTask.FromException<SocketMessage>(e);
        }
    }

    /// <summary>The payload of a message; null if that ended the connection. False if it takes another message to complete it.</summary>
    private bool TryInflate(in SocketMessage message, out ReadOnlyMemory<byte>? payload)
    {
        _receivedBytes += message.Payload.Length;
        if (message.Kind == SocketMessageKind.Binary && _inflater is not null)
        {
            payload = null;
            try
            {
                if (!_inflater.Inflate(message.Payload, _inflated))
                {
                    return false;
                }
            }
            catch (Exception e) when (e is InvalidDataException or MessageTooLargeException)
            {
                EndBy(e);
                return true;
            }

            payload = _payload = _inflated.WrittenMemory;
            return true;
        }

        payload = _payload = message.Payload;
        return true;
    }

    private async ValueTask<ReadOnlyMemory<byte>?> AnswerCloseAsync()
    {
        var end = new ConnectionEnd(ConnectionEndReason.CloseFrame, _socket.CloseCode);
        Volatile.Write(ref _closeFrame, end);
        // Not the code that came: 1000 or 1001 from the client would end the session.
        await CloseAsync(end.Reason, GatewayCloseCode.UnknownError).ConfigureAwait(false);
        End(end);
        return null;
    }

    /// <summary>Ends the connection for what its socket or its inflater has thrown. Handlers and streams that others make throw what they like.</summary>
    private void EndBy(Exception e) => End(new ConnectionEnd(
        e switch
        {
            MessageTooLargeException => ConnectionEndReason.MessageTooLarge,
            InvalidDataException => ConnectionEndReason.ProtocolError,
            _ => ConnectionEndReason.Dropped,
        },
        Error: e));
}
