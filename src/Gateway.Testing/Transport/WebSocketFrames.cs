using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Gateway.Testing;

/// <summary>Writes websocket frames as a server does: unmasked (RFC 6455, section 5.2).</summary>
internal static class WebSocketFrames
{
    private const byte Final = 0x80;
    private const byte Continuation = 0x0;
    private const byte Text = 0x1;
    private const byte Binary = 0x2;
    private const byte CloseFrame = 0x8;

    /// <summary>One message as one frame.</summary>
    public static void WriteMessage(IBufferWriter<byte> output, ReadOnlySpan<byte> payload, bool binary) =>
        WriteFrame(output, (byte)(Final | (binary ? Binary : Text)), payload);

    /// <summary>One message as frames of at most <paramref name="size"/> bytes.</summary>
    public static void WriteFragments(IBufferWriter<byte> output, ReadOnlySpan<byte> payload, bool binary, int size)
    {
        byte opcode = binary ? Binary : Text;
        do
        {
            int length = Math.Min(size, payload.Length);
            bool last = length == payload.Length;
            WriteFrame(output, (byte)(opcode | (last ? Final : 0)), payload[..length]);
            payload = payload[length..];
            opcode = Continuation;
        }
        while (payload.Length > 0);
    }

    /// <summary>The first frame of a message that goes on.</summary>
    public static void BeginMessage(IBufferWriter<byte> output, ReadOnlySpan<byte> payload, bool binary) =>
        WriteFrame(output, binary ? Binary : Text, payload);

    /// <summary>Another frame of a message that goes on.</summary>
    public static void ContinueMessage(IBufferWriter<byte> output, ReadOnlySpan<byte> payload) => WriteFrame(output, Continuation, payload);

    /// <summary>A close frame; without a code it is empty, which the other side reads as 1005.</summary>
    public static void WriteClose(IBufferWriter<byte> output, int? code, string reason)
    {
        if (code is null)
        {
            WriteFrame(output, Final | CloseFrame, []);
            return;
        }

        Span<byte> payload = stackalloc byte[125];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code.Value);
        Encoding.UTF8.TryGetBytes(reason, payload[2..], out int length);
        WriteFrame(output, Final | CloseFrame, payload[..(2 + length)]);
    }

    private static void WriteFrame(IBufferWriter<byte> output, byte first, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = output.GetSpan(10 + payload.Length);
        int header = 2;
        frame[0] = first;
        if (payload.Length < 126)
        {
            frame[1] = (byte)payload.Length;
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            frame[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length);
            header = 4;
        }
        else
        {
            frame[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)payload.Length);
            header = 10;
        }

        payload.CopyTo(frame[header..]);
        output.Advance(header + payload.Length);
    }
}
