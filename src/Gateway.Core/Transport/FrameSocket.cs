using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Core.Transport;

/// <summary>
/// A websocket over a stream that an HTTP request was upgraded to. Unlike the framework's it takes many messages from one
/// read, does not copy them, and tells a close frame without a code from one with 1000.
/// </summary>
internal sealed class FrameSocket(Stream stream, int maxMessageSize, LifeSigns life, TimeProvider time) : IGatewaySocket
{
    private readonly FrameReader _reader = new(maxMessageSize);
    private readonly SemaphoreSlim _writing = new(1, 1); // pongs are sent by the loop that receives
    private volatile bool _closeReceived;
    private volatile bool _closeSent;
    private volatile bool _aborted;

    public bool IsOpen => CanClose && !_closeReceived;

    public bool CanClose => !_closeSent && !_aborted;

    public GatewayCloseCode? CloseCode { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public ValueTask<SocketMessage> ReceiveAsync() =>
        _reader.TryRead(out Frame frame) && frame.Opcode is FrameOpcode.Text or FrameOpcode.Binary
            ? ValueTask.FromResult(ToMessage(frame))
            : ReceiveAsync(frame);

    public byte[] Detach(ReadOnlyMemory<byte> message) => _reader.Detach(message);

    public ValueTask SendAsync(ReadOnlyMemory<byte> text) => WriteAsync(FrameOpcode.Text, text);

    public ValueTask CloseAsync(GatewayCloseCode code)
    {
        _closeSent = true;
        return WriteAsync(FrameOpcode.Close, CloseFrame.Write(code));
    }

    public void Abort()
    {
        _aborted = true;
        try
        {
            stream.Dispose();
        }
        catch (Exception)
        {
            // A stream that somebody else has made may flush, and fail at that: it is dropped, and why is known already.
        }
    }

    public void Dispose()
    {
        Abort();
        _reader.Dispose();
    }

    /// <summary>Deals with control frames, and reads, until there is a message.</summary>
    /// <param name="frame">The frame that was taken last; empty if there was none.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // One receive at a time: its state is reused, not allocated.
    private async ValueTask<SocketMessage> ReceiveAsync(Frame frame)
    {
        // What a message grows by is a sign of life; a ping is none: a proxy may send those for a server that is gone.
        int pending = 0;
        while (true)
        {
            switch (frame.Opcode)
            {
                case FrameOpcode.Text or FrameOpcode.Binary:
                    life.Mark();
                    return ToMessage(frame);
                case FrameOpcode.Close:
                    CloseCode = CloseFrame.Read(frame.Payload.Span);
                    _closeReceived = true;
                    return new SocketMessage(SocketMessageKind.Close, default);
                case FrameOpcode.Ping:
                    await WriteAsync(FrameOpcode.Pong, frame.Payload).ConfigureAwait(false);
                    break;
            }

            while (!_reader.TryRead(out frame))
            {
                if (_reader.Pending > pending)
                {
                    pending = _reader.Pending;
                    life.Mark();
                }

                if (_reader.TryRest())
                {
                    await stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false); // waits, and holds no memory meanwhile
                }

                int count = await stream.ReadAsync(_reader.GetRoom()).ConfigureAwait(false);
                if (count == 0)
                {
                    throw new EndOfStreamException("The other side ended the connection without a close frame.");
                }

                _reader.Advance(count);
                ReceivedAt = time.GetUtcNow(); // once a read: asked for each message it was a tenth of what a small one costs
            }
        }
    }

    private async ValueTask WriteAsync(FrameOpcode opcode, ReadOnlyMemory<byte> payload)
    {
        ArraySegment<byte> frame = FrameWriter.Rent(opcode, payload.Span);
        try
        {
            await _writing.WaitAsync().ConfigureAwait(false);
            try
            {
                await stream.WriteAsync(frame).ConfigureAwait(false);
                await stream.FlushAsync().ConfigureAwait(false);
            }
            finally
            {
                _writing.Release();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame.Array!);
        }
    }

    private static SocketMessage ToMessage(in Frame frame) =>
        new(frame.Opcode == FrameOpcode.Text ? SocketMessageKind.Text : SocketMessageKind.Binary, frame.Payload);
}
