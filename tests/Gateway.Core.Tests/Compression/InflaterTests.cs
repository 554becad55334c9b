using System.IO.Compression;
using System.Text;
using Gateway.Core.Compression;
using ZstdSharp;

namespace Gateway.Core.Tests;

public class InflaterTests
{
    private const int Limit = 1024 * 1024;

    private static readonly string[] Payloads =
    [
        """{"op":10,"d":{"heartbeat_interval":41250}}""",
        """{"op":0,"d":"äöü"}""",
        "{\"op\":0,\"d\":\"" + new string('x', 200_000) + "\"}",
        """{"op":11}""",
        string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10007},")),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_zlib_stream_is_inflated_message_by_message(bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream, useZLibStream)!;
        using var output = new PooledBuffer(Limit);
        foreach ((string payload, byte[] message) in Payloads.Zip(Zlib(Payloads)))
        {
            output.Clear();
            Assert.True(inflater.Inflate(message, output));
            Assert.Equal(payload, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_zlib_payload_may_be_spread_over_several_messages(bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream, useZLibStream)!;
        using var output = new PooledBuffer(Limit);
        foreach ((string payload, byte[] message) in Payloads.Zip(Zlib(Payloads)))
        {
            output.Clear();
            byte[][] parts = [.. message.Chunk(7)];
            Assert.All(parts.SkipLast(1), part => Assert.False(inflater.Inflate(part, output)));
            Assert.True(parts.Length > 1 && inflater.Inflate(parts[^1], output) || parts.Length == 1);
            Assert.Equal(payload, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_zlib_flush_without_a_payload_is_no_message(bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream, useZLibStream)!;
        using var output = new PooledBuffer(Limit);
        byte[][] messages = [.. Zlib(Payloads)];
        Assert.True(inflater.Inflate(messages[0], output));
        output.Clear();

        Assert.False(inflater.Inflate(new byte[] { 0, 0, 0, 0xFF, 0xFF }, output));

        Assert.True(inflater.Inflate(messages[1], output));
        Assert.Equal(Payloads[1], Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_zstd_stream_is_inflated_message_by_message()
    {
        using var inflater = new ZstdStreamInflater();
        using var output = new PooledBuffer(Limit);
        foreach ((string payload, byte[] message) in Payloads.Zip(Zstd(Payloads, frameEach: false)))
        {
            output.Clear();
            Assert.True(inflater.Inflate(message, output));
            Assert.Equal(payload, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Fact]
    public void A_zstd_frame_for_each_message_is_read_as_well()
    {
        using var inflater = new ZstdStreamInflater();
        using var output = new PooledBuffer(Limit);
        foreach ((string payload, byte[] message) in Payloads.Zip(Zstd(Payloads, frameEach: true)))
        {
            output.Clear();
            Assert.True(inflater.Inflate(message, output));
            Assert.Equal(payload, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Theory]
    [InlineData(TransportCompression.ZlibStream, false)]
    [InlineData(TransportCompression.ZlibStream, true)]
    [InlineData(TransportCompression.ZstdStream, false)]
    public void Garbage_is_corrupt(TransportCompression compression, bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(compression, useZLibStream)!;
        using var output = new PooledBuffer(Limit);

        Assert.Throws<InvalidDataException>(() => inflater.Inflate(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_zlib_stream_that_asks_for_a_dictionary_is_corrupt(bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream, useZLibStream)!;
        using var output = new PooledBuffer(Limit);

        // RFC 1950: a header whose FDICT bit is set, and the dictionary's checksum.
        Assert.Throws<InvalidDataException>(() => inflater.Inflate(new byte[] { 0x78, 0x20, 0, 0, 0, 1, 0x4B, 0x04, 0x00 }, output));
    }

    [Theory]
    [InlineData(new byte[] { 0x78 })]
    [InlineData(new byte[] { 0x78, 0x9C })]
    public void A_zlib_stream_begins_with_its_first_two_bytes(byte[] first)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream)!;
        using var output = new PooledBuffer(Limit);
        byte[] message = Zlib(Payloads).First();
        Assert.Equal(first, message[..first.Length]);

        Assert.False(inflater.Inflate(first, output));
        Assert.True(inflater.Inflate(message.AsMemory(first.Length), output));

        Assert.Equal(Payloads[0], Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(0x79, 0x9C)] // another method
    [InlineData(0x88, 0x1C)] // a window of 64 KB
    [InlineData(0x78, 0x9D)] // no multiple of 31
    public void A_zlib_stream_of_another_kind_is_corrupt(byte first, byte second)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream)!;
        using var output = new PooledBuffer(Limit);

        Assert.Throws<InvalidDataException>(() => inflater.Inflate(new[] { first, second }, output));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(100_000, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    public void What_comes_after_the_end_of_a_zlib_stream_is_corrupt(int length, bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream, useZLibStream)!;
        using var output = new PooledBuffer(Limit);
        inflater.Inflate(EndedZlib(Payloads[0]), output);
        Assert.Equal(Payloads[0], Encoding.UTF8.GetString(output.WrittenSpan));
        output.Clear();

        Assert.Throws<InvalidDataException>(() => inflater.Inflate(new byte[length], output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_comes_after_the_end_of_a_zlib_stream_is_corrupt_within_one_message_too(bool useZLibStream)
    {
        using IInflater inflater = Inflater.Create(TransportCompression.ZlibStream, useZLibStream)!;
        using var output = new PooledBuffer(Limit);

        // More than what the framework reads at a time.
        Assert.Throws<InvalidDataException>(() => inflater.Inflate((byte[])[.. EndedZlib(Payloads[0]), .. new byte[100_000]], output));
    }

    [Theory]
    [InlineData(TransportCompression.ZlibStream, false)]
    [InlineData(TransportCompression.ZlibStream, true)]
    [InlineData(TransportCompression.ZstdStream, false)]
    public void A_bomb_ends_at_the_limit(TransportCompression compression, bool useZLibStream)
    {
        string[] bomb = [new string(' ', 8 * Limit)];
        byte[] message = (compression == TransportCompression.ZlibStream ? Zlib(bomb) : Zstd(bomb, frameEach: false)).Single();
        Assert.True(message.Length < Limit / 10);
        using IInflater inflater = Inflater.Create(compression, useZLibStream)!;
        using var output = new PooledBuffer(Limit);

        Assert.Throws<MessageTooLargeException>(() => inflater.Inflate(message, output));
        Assert.True(output.Length <= Limit);
    }

    [Theory]
    [InlineData(TransportCompression.ZlibStream, false)]
    [InlineData(TransportCompression.ZlibStream, true)]
    [InlineData(TransportCompression.ZstdStream, false)]
    public void Inflating_allocates_nothing(TransportCompression compression, bool useZLibStream)
    {
        string[] payloads = [.. Enumerable.Repeat(Payloads[1], 300)];
        byte[][] messages = [.. compression == TransportCompression.ZlibStream ? Zlib(payloads) : Zstd(payloads, frameEach: false)];
        using IInflater inflater = Inflater.Create(compression, useZLibStream)!;
        using var output = new PooledBuffer(Limit);
        var rest = new Queue<byte[]>(messages);

        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                output.Clear();
                inflater.Inflate(rest.Dequeue(), output);
            }
        }));
    }

    private static IEnumerable<byte[]> Zlib(IEnumerable<string> payloads)
    {
        using var compressed = new MemoryStream();
        using var zlib = new ZLibStream(compressed, CompressionLevel.Optimal);
        foreach (string payload in payloads)
        {
            compressed.SetLength(0);
            zlib.Write(Encoding.UTF8.GetBytes(payload));
            zlib.Flush();
            yield return compressed.ToArray();
        }
    }

    /// <summary>A stream with a final block and its checksum: it is over.</summary>
    private static byte[] EndedZlib(string payload)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            zlib.Write(Encoding.UTF8.GetBytes(payload));
        }

        return compressed.ToArray();
    }

    private static IEnumerable<byte[]> Zstd(IEnumerable<string> payloads, bool frameEach)
    {
        using var compressor = new Compressor();
        byte[] room = new byte[Limit];
        foreach (string payload in payloads)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(payload);
            if (frameEach)
            {
                yield return compressor.Wrap(bytes).ToArray();
            }
            else
            {
                compressor.WrapStream(bytes, room, out int consumed, out int written, isFinalBlock: false);
                Assert.Equal(bytes.Length, consumed);
                compressor.FlushStream(room.AsSpan(written), out int flushed);
                yield return room[..(written + flushed)];
            }
        }
    }
}
