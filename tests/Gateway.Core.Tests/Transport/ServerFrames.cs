using System.Buffers.Binary;
using System.IO.Compression;

namespace Gateway.Core.Tests;

/// <summary>Websocket frames as a server writes them, and as none should.</summary>
internal static class ServerFrames
{
    public static byte[] Text(string text) => Frame(0x81, System.Text.Encoding.UTF8.GetBytes(text));

    public static byte[] Binary(int length) => Frame(0x82, Bytes(length));

    public static byte[] Close(params byte[] payload) => Frame(0x88, payload);

    public static byte[] Close(int code) => Close([(byte)(code >> 8), (byte)code]);

    public static byte[] Ping(string text) => Frame(0x89, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A frame.</summary>
    /// <param name="first">Its first byte: the final bit, reserved bits, the opcode.</param>
    /// <param name="lengthBytes">In how many bytes the length is written: 0 (in the second byte), 2 or 8; null for the fewest.</param>
    public static byte[] Frame(int first, byte[] payload, int? lengthBytes = null)
    {
        switch (lengthBytes ?? payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 })
        {
            case 0:
                return [(byte)first, (byte)payload.Length, .. payload];
            case 2:
                byte[] two = new byte[2];
                BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)payload.Length);
                return [(byte)first, 126, .. two, .. payload];
            default:
                byte[] eight = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(eight, payload.Length);
                return [(byte)first, 127, .. eight, .. payload];
        }
    }

    public static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 31))];

    /// <summary>A frame for each message, of one stream if they are compressed. Nothing is made smaller.</summary>
    public static byte[][] Messages(TransportCompression compression, params byte[][] payloads)
    {
        if (compression == TransportCompression.None)
        {
            return [.. payloads.Select(static payload => Frame(0x81, payload))];
        }

        using var compressed = new MemoryStream();
        using var zlib = new ZLibStream(compressed, CompressionLevel.NoCompression);
        return [.. payloads.Select(payload =>
        {
            compressed.SetLength(0);
            zlib.Write(payload);
            zlib.Flush();
            return Frame(0x82, compressed.ToArray());
        })];
    }
}
