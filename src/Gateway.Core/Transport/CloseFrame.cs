using System.Buffers.Binary;
using System.Text.Unicode;

namespace Gateway.Core.Transport;

/// <summary>The payload of a close frame: nothing, or a code and a reason (RFC 6455, section 5.5.1).</summary>
internal static class CloseFrame
{
    public static byte[] Write(GatewayCloseCode code)
    {
        byte[] payload = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return payload;
    }

    /// <summary>The code; null if there is none.</summary>
    /// <exception cref="InvalidDataException">The payload is none that may be sent.</exception>
    public static GatewayCloseCode? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return null;
        }

        ushort code = payload.Length == 1 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        // 1004 to 1006 and 1015 mean something on this side of a connection only.
        return code is >= 1000 and < 5000 and not (1004 or 1005 or 1006 or 1015) && Utf8.IsValid(payload[2..])
            ? (GatewayCloseCode)code
            : throw new InvalidDataException("A websocket close frame has no valid code, or a reason that is no valid UTF-8.");
    }
}
