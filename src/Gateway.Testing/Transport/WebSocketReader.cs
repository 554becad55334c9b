using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Gateway.Testing;

/// <summary>Reads what a client sends (RFC 6455, section 5) and answers its pings.</summary>
internal sealed class WebSocketReader(Line line)
{
    private const byte Text = 0x1;
    private const byte Binary = 0x2;
    private const byte CloseFrame = 0x8;
    private const byte Ping = 0x9;
    private const byte Pong = 0xA;
    private const int NoCode = 1005;

    // What a client may send at all; the gateway's own limit of 4096 bytes is a rule, this is a guard.
    private const int Largest = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _message = new(1024);
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Reads the next message or close frame; null if the connection has ended.</summary>
    /// <exception cref="IOException">The connection broke, or what came is no websocket.</exception>
    public async ValueTask<ClientMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            if (!await FillAsync(2, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            byte first = _buffer[_start];
            byte second = _buffer[_start + 1];
            int header = (second & 0x7F) switch { 126 => 8, 127 => 14, _ => 6 };
            if ((second & 0x80) == 0)
            {
                throw new IOException("A client's frames are masked.");
            }

            if (!await FillAsync(header, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            long length = header switch
            {
                8 => BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 2)),
                14 => BinaryPrimitives.ReadInt64BigEndian(_buffer.AsSpan(_start + 2)),
                _ => second & 0x7F,
            };
            uint mask = BitConverter.ToUInt32(_buffer, _start + header - 4);
            _start += header;
            if (length is < 0 or > Largest || _message.WrittenCount + length > Largest)
            {
                throw new IOException("The message is too large.");
            }

            bool control = (first & CloseFrame) != 0;
            byte[] payload = await ReadPayloadAsync((int)length, mask, cancellationToken).ConfigureAwait(false);
            switch (first & 0x0F)
            {
                case CloseFrame:
                    return Close(payload);
                case Ping:
                    await line.WriteAsync(PongFrame(payload), cancellationToken).ConfigureAwait(false);
                    break;
                case Pong:
                    break;
                case 0 or Text or Binary:
                    _message.Write(payload);
                    break;
                default:
                    throw new IOException("The frame has an unknown opcode.");
            }

            if (!control && (first & 0x80) != 0)
            {
                return new ClientMessage(false, _message.WrittenMemory);
            }
        }
    }

    private static ClientMessage Close(byte[] payload)
    {
        if (payload.Length < 2)
        {
            return new ClientMessage(true, default);
        }

        // 1005 means "no code" and must not be sent; ClientWebSocket sends it all the same.
        int code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        return new ClientMessage(true, default, code == NoCode ? null : code, Encoding.UTF8.GetString(payload.AsSpan(2)));
    }

    private static byte[] PongFrame(byte[] payload)
    {
        byte[] frame = new byte[2 + payload.Length];
        frame[0] = 0x80 | Pong;
        frame[1] = (byte)payload.Length;
        payload.CopyTo(frame, 2);
        return frame;
    }

    private async ValueTask<byte[]> ReadPayloadAsync(int length, uint mask, CancellationToken cancellationToken)
    {
        byte[] payload = new byte[length];
        int filled = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, filled).CopyTo(payload);
        _start += filled;
        while (filled < length)
        {
            int read = await line.ReadAsync(payload.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new IOException("The connection ended within a frame.");
            }

            filled += read;
        }

        for (int i = 0; i < length; i++)
        {
            payload[i] ^= (byte)(mask >> (8 * (i & 3)));
        }

        return payload;
    }

    /// <summary>Has at least <paramref name="count"/> bytes in the buffer; false if the connection ended before the first of a frame.</summary>
    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        if (_end - _start >= count)
        {
            return true;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < count)
        {
            int read = await line.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
