using System.Buffers.Binary;

namespace Gateway.Core.Transport;

/// <summary>The header of a frame that a server sent (RFC 6455, section 5.2).</summary>
/// <param name="Opcode">What it is.</param>
/// <param name="IsFinal">Whether its message ends with it.</param>
/// <param name="Size">How many bytes the header has.</param>
/// <param name="PayloadLength">How many bytes follow it.</param>
internal readonly record struct FrameHeader(FrameOpcode Opcode, bool IsFinal, int Size, long PayloadLength)
{
    private const byte Final = 0x80;
    private const byte Reserved = 0x70;
    private const byte Masked = 0x80;
    private const int LargestControlPayload = 125;

    public bool IsControl => Opcode >= FrameOpcode.Close;

    /// <summary>Reads a header. False if it is not all there yet.</summary>
    /// <exception cref="InvalidDataException">No server may send such a frame.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        int size = (bytes[1] & ~Masked) switch { 126 => 4, 127 => 10, _ => 2 };
        var opcode = (FrameOpcode)(bytes[0] & 0x0F);
        bool isFinal = (bytes[0] & Final) != 0;
        if ((bytes[0] & Reserved) != 0)
        {
            throw new InvalidDataException("A websocket frame has reserved bits set, though no extension was agreed on.");
        }

        if ((bytes[1] & Masked) != 0)
        {
            throw new InvalidDataException("A websocket frame of the server is masked.");
        }

        if (opcode is not (FrameOpcode.Continuation or FrameOpcode.Text or FrameOpcode.Binary
            or FrameOpcode.Close or FrameOpcode.Ping or FrameOpcode.Pong))
        {
            throw new InvalidDataException($"A websocket frame has the unknown opcode {(int)opcode}.");
        }

        if (bytes.Length < size)
        {
            return false;
        }

        // A length in more bytes than it needs is read for what it says, as most clients do.
        long length = size switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => bytes[1],
        };
        if (length < 0)
        {
            throw new InvalidDataException("A websocket frame has a length of 2^63 bytes or more.");
        }

        header = new FrameHeader(opcode, isFinal, size, length);
        if (header.IsControl && (!isFinal || length > LargestControlPayload))
        {
            throw new InvalidDataException("A websocket control frame is fragmented, or longer than 125 bytes.");
        }

        return true;
    }
}
