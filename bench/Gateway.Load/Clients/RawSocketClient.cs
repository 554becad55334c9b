using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Load;

/// <summary>Below the floor: a socket, read 64 KB at a time, and as much of the frames as it takes to find the next one. Uncompressed only.</summary>
internal sealed class RawSocketClient(ClientSettings settings)
{
    private const int LongestControl = 128;

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, settings.Shards).Select(RunShardAsync));

    private async Task RunShardAsync(int shard)
    {
        Stream stream = await ConnectAsync().ConfigureAwait(false);
        byte[] buffer = new byte[64 * 1024];
        int filled = 0;
        long skip = 0;
        await UpgradeAsync(stream).ConfigureAwait(false);
        while (await stream.ReadAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is > 0 and int count)
        {
            filled += count;
            int at = 0;
            while (true)
            {
                int skipped = (int)Math.Min(skip, filled - at);
                skip -= skipped;
                at += skipped;
                if (skip > 0 || !TryReadHeader(buffer.AsSpan(at, filled - at), out int header, out long length))
                {
                    break;
                }

                if (length < LongestControl)
                {
                    if (filled - at < header + length)
                    {
                        break;
                    }

                    if (FloorClient.Answer(buffer.AsSpan(at + header, (int)length), shard, settings.Shards) is { } answer)
                    {
                        await stream.WriteAsync(Masked(answer)).ConfigureAwait(false);
                    }
                }

                at += header;
                skip = length;
            }

            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
        }
    }

    private async Task<Stream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(settings.Gateway.Host, settings.Gateway.Port).ConfigureAwait(false);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (settings.Gateway.Scheme != Uri.UriSchemeWss)
        {
            return stream;
        }

        var tls = new SslStream(stream, false, static (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(settings.Gateway.Host).ConfigureAwait(false);
        return tls;
    }

    private async Task UpgradeAsync(Stream stream)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /?v=10&encoding=json HTTP/1.1\r\nHost: {settings.Gateway.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")).ConfigureAwait(false);
        byte[] one = new byte[1];
        for (int ends = 0; ends < 4;)
        {
            await stream.ReadExactlyAsync(one).ConfigureAwait(false);
            ends = one[0] == "\r\n\r\n"u8[ends] ? ends + 1 : 0;
        }
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int header, out long length)
    {
        header = bytes.Length < 2 ? int.MaxValue : bytes[1] switch { 126 => 4, 127 => 10, _ => 2 };
        length = 0;
        if (bytes.Length < header)
        {
            return false;
        }

        length = header switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => bytes[1],
        };
        return true;
    }

    // A mask of zeros leaves the payload as it is.
    private static byte[] Masked(byte[] payload) => payload.Length < 126
        ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
        : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload];
}
