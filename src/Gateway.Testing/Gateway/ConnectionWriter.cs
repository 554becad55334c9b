using System.Buffers;
using System.Threading.Channels;

namespace Gateway.Testing;

/// <summary>
/// Writes what a connection has to say, in order:
/// 1. take the next thing to say; 2. make the envelope; 3. record it; 4. compress it; 5. frame it;
/// 6. write what has been framed once nothing more waits, or 64 KiB are full.
/// </summary>
internal sealed class ConnectionWriter(GatewayConnection connection, Line line, IMessageCompressor? stream) : IDisposable
{
    private const int Full = 64 * 1024;
    private const int Large = 4 * Full;

    // Below this, "compress": true leaves a message as it is.
    private const int WorthCompressing = 256;

    private readonly Channel<Outbound> _queue = Channel.CreateUnbounded<Outbound>(new UnboundedChannelOptions { SingleReader = true });
    private ArrayBufferWriter<byte> _message = new();
    private ArrayBufferWriter<byte> _framed = new();
    private readonly ZlibMessageCompressor _single = new();
    private bool _garble;
    private int _unsaid;
    private volatile bool _waits;

    /// <summary>Whether nothing is on its way: all has been written, or nothing will be, or a fault holds it back.</summary>
    public bool IsIdle => _waits || Volatile.Read(ref _unsaid) == 0;

    public void Enqueue(Outbound item)
    {
        Interlocked.Increment(ref _unsaid);
        if (!_queue.Writer.TryWrite(item))
        {
            Interlocked.Decrement(ref _unsaid);
        }
    }

    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var reader = _queue.Reader;
        while (await reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            int said = 0;
            while (reader.TryRead(out var item))
            {
                if (item is Outbound.Flood flood)
                {
                    await FlushAsync(cancellationToken).ConfigureAwait(false);
                    await SendAsync(flood, cancellationToken).ConfigureAwait(false);
                }
                else if (item is Outbound.Endless)
                {
                    await SendEndlesslyAsync(cancellationToken).ConfigureAwait(false);
                }
                else if (!Frame(item))
                {
                    await FlushAsync(cancellationToken).ConfigureAwait(false);
                    if (item is Outbound.Close)
                    {
                        Hold();
                    }

                    return;
                }

                if (_framed.WrittenCount > Full)
                {
                    await FlushAsync(cancellationToken).ConfigureAwait(false);
                }

                said++;
            }

            await FlushAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Add(ref _unsaid, -said);
            connection.Settled();
        }
    }

    public void Dispose()
    {
        while (_queue.Reader.TryRead(out var item))
        {
            (item as Outbound.Flood)?.GiveUp();
        }

        stream?.Dispose();
        _single.Dispose();
    }

    /// <summary>Frames one thing; false if nothing may follow it.</summary>
    private bool Frame(Outbound item)
    {
        switch (item)
        {
            case Outbound.Envelope envelope:
                _message.ResetWrittenCount();
                EnvelopeWriter.Write(_message, envelope, connection.Quirks);
                connection.Sent(new RecordedFrame(envelope.At, envelope.Op, envelope.EventName, envelope.Sequence, envelope.Data ?? "null"u8.ToArray()));
                FrameMessage(_message.WrittenSpan);
                return true;
            case Outbound.Raw { Binary: true } raw:
                connection.Sent(new RecordedFrame(raw.At, null, null, null, raw.Message, raw: true));
                WebSocketFrames.WriteMessage(_framed, raw.Message.Span, binary: true);
                return true;
            case Outbound.Raw raw:
                connection.Sent(new RecordedFrame(raw.At, null, null, null, raw.Message, raw: true));
                FrameMessage(raw.Message.Span);
                return true;
            case Outbound.Garble:
                _garble = true;
                return true;
            case Outbound.Close close:
                WebSocketFrames.WriteClose(_framed, close.Code, close.Reason);
                connection.SentClose(close.At, close.Code, close.Reason);
                return false;
            default:
                return false;
        }
    }

    private async Task SendAsync(Outbound.Flood flood, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var item in flood.Events)
            {
                _message.ResetWrittenCount();
                EnvelopeWriter.Write(_message, new Outbound.Envelope(Opcode.Dispatch, item.Name, item.Sequence, item.Data), connection.Quirks);
                FrameMessage(_message.WrittenSpan);
            }

            flood.Bytes = _framed.WrittenCount;
            flood.Prepared.TrySetResult();
            await flood.Go.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            connection.SentUnrecorded(flood.Events.Count);
        }
        finally
        {
            flood.GiveUp();
        }
    }

    private async Task SendEndlesslyAsync(CancellationToken cancellationToken)
    {
        byte[] nothing = new byte[Full / 4];
        WebSocketFrames.BeginMessage(_framed, nothing, binary: stream is not null);
        while (true)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            WebSocketFrames.ContinueMessage(_framed, nothing);
        }
    }

    private void FrameMessage(ReadOnlySpan<byte> message)
    {
        bool binary = stream is not null;
        var payload = message;
        if (stream is not null)
        {
            payload = stream.Compress(message);
        }
        else if (connection.CompressesPayloads && message.Length >= WorthCompressing)
        {
            payload = _single.Compress(message);
            binary = true;
        }

        if (_garble)
        {
            _garble = false;
            payload = Garbled(payload);
        }

        var manner = connection.Manner;
        if (manner.FragmentSize is { } size)
        {
            WebSocketFrames.WriteFragments(_framed, payload, binary, size);
        }
        else if (stream is ZlibStreamCompressor && connection.Quirks.HasFlag(Quirks.ZlibInTwoMessages) && payload.Length > 8)
        {
            int half = payload.Length / 2;
            WebSocketFrames.WriteMessage(_framed, payload[..half], binary);
            WebSocketFrames.WriteMessage(_framed, payload[half..], binary);
        }
        else
        {
            WebSocketFrames.WriteMessage(_framed, payload, binary);
        }
    }

    // Every other byte is turned over, the first six and the last four excepted: headers and the flush marker stay,
    // so that it is the decoder that stumbles.
    private static byte[] Garbled(ReadOnlySpan<byte> payload)
    {
        byte[] garbled = payload.ToArray();
        for (int i = Math.Min(6, garbled.Length / 2); i < garbled.Length - 4; i += 2)
        {
            garbled[i] ^= 0x5A;
        }

        return garbled;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_framed.WrittenCount == 0)
        {
            return;
        }

        var manner = connection.Manner;
        while (manner.Stalled is { IsCompleted: false } stalled)
        {
            Hold();
            await stalled.WaitAsync(cancellationToken).ConfigureAwait(false);
            manner = connection.Manner;
        }

        if (manner.Trickle is { } trickle)
        {
            Hold();
            await line.TrickleAsync(_framed.WrittenMemory, trickle, connection.Clock, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await line.WriteAsync(_framed.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        _waits = false;
        if (_framed.Capacity > Large)
        {
            // One large guild is no reason to keep its size for good.
            _framed = new ArrayBufferWriter<byte>();
            _message = new ArrayBufferWriter<byte>();
        }
        else
        {
            _framed.ResetWrittenCount();
        }
    }

    private void Hold()
    {
        _waits = true;
        connection.Settled();
    }
}
