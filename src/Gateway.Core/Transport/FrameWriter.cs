using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gateway.Core.Transport;

/// <summary>Writes a client's frames: whole messages, masked (RFC 6455, section 5.3).</summary>
internal static class FrameWriter
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const int MaskSize = 4;

    /// <summary>The most that header and mask take.</summary>
    private const int LargestHeader = 10 + MaskSize;

    /// <summary>One frame, in an array that was rented and is the caller's to return.</summary>
    public static ArraySegment<byte> Rent(FrameOpcode opcode, ReadOnlySpan<byte> payload)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(LargestHeader + payload.Length);
        frame[0] = (byte)(Final | (int)opcode);
        int size = WriteLength(frame, payload.Length);
        Span<byte> mask = frame.AsSpan(size, MaskSize);
        RandomNumberGenerator.Fill(mask);
        Mask(payload, mask, frame.AsSpan(size + MaskSize));
        return new ArraySegment<byte>(frame, 0, size + MaskSize + payload.Length);
    }

    private static int WriteLength(Span<byte> frame, int length)
    {
        switch (length)
        {
            case < 126:
                frame[1] = (byte)(Masked | length);
                return 2;
            case <= ushort.MaxValue:
                frame[1] = Masked | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)length);
                return 4;
            default:
                frame[1] = Masked | 127;
                BinaryPrimitives.WriteInt64BigEndian(frame[2..], length);
                return 10;
        }
    }

    private static void Mask(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mask, Span<byte> output)
    {
        for (int i = 0; i < payload.Length; i++)
        {
            output[i] = (byte)(payload[i] ^ mask[i & 3]);
        }
    }
}
