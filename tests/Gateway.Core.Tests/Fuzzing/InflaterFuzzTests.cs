using System.IO.Compression;
using System.Text;
using Gateway.Core.Compression;
using ZstdSharp.Unsafe;

namespace Gateway.Core.Tests.Fuzzing;

/// <summary>Streams of any content in frames of any size come out as they went in; broken ones end in data or in an exception that is foreseen.</summary>
public class InflaterFuzzTests
{
    private const int Limit = 256 * 1024;

    public static TheoryData<TransportCompression> Compressions => [TransportCompression.ZlibStream, TransportCompression.ZstdStream];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void What_goes_in_comes_out(TransportCompression compression) => Fuzz.Run(random =>
    {
        byte[][] messages = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Content(random))];
        using IInflater inflater = Inflater.Create(compression)!;
        using var output = new PooledBuffer(Limit);
        foreach (var (message, compressed) in messages.Zip(Compress(compression, messages, random)))
        {
            output.Clear();
            bool whole = false;
            foreach (byte[] part in compression == TransportCompression.ZlibStream ? Split(compressed, random) : [compressed])
            {
                whole = inflater.Inflate(part, output);
            }

            Assert.True(whole);
            Assert.Equal(message, output.WrittenMemory.ToArray());
        }
    });

    [Theory]
    [MemberData(nameof(Compressions))]
    public void A_broken_stream_ends_in_data_or_in_an_error_that_is_foreseen(TransportCompression compression) => Fuzz.Run(random =>
    {
        var json = new RandomJson(random);
        byte[][] messages = [.. Enumerable.Range(0, 4).Select(_ => Content(random))];
        using IInflater inflater = Inflater.Create(compression)!;
        using var output = new PooledBuffer(Limit);
        foreach (byte[] message in Compress(compression, messages, random))
        {
            output.Clear();
            Exception? failure = Record.Exception(() => inflater.Inflate(random.Next(3) == 0 ? message : json.Bend(message), output));
            Assert.True(failure is null or InvalidDataException or MessageTooLargeException, failure?.ToString());
            Assert.InRange(output.Length, 0, Limit);
            if (failure is not null)
            {
                return; // the connection ends here
            }
        }
    });

    [Theory]
    [MemberData(nameof(Compressions))]
    public void A_bomb_of_any_size_ends_at_the_limit(TransportCompression compression) => Fuzz.Run(random =>
    {
        int limit = random.Next(1024, Limit);
        byte[] bomb = new byte[limit + random.Next(1, 16 * Limit)];
        bomb.AsSpan().Fill((byte)random.Next(256));
        byte[] message = Compress(compression, [bomb], random).Single();
        using IInflater inflater = Inflater.Create(compression)!;
        using var output = new PooledBuffer(limit);

        Assert.Throws<MessageTooLargeException>(() => inflater.Inflate(message, output));

        Assert.InRange(output.Length, 0, limit);
    });

    [Theory]
    [MemberData(nameof(Compressions))]
    public void A_message_that_never_ends_ends_at_the_limit(TransportCompression compression) => Fuzz.Run(random =>
    {
        using IInflater inflater = Inflater.Create(compression)!;
        using var output = new PooledBuffer(16 * 1024);
        byte[][] parts = [.. Enumerable.Range(0, 64).Select(_ => Noise(random, 1024))];

        // Nobody clears the buffer: to the connection it is one message still.
        Assert.Throws<MessageTooLargeException>(() => Array.ForEach([.. Compress(compression, parts, random)], part => inflater.Inflate(part, output)));
    });

    [Fact]
    public void A_window_that_is_too_large_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zstd = new ZstdSharp.CompressionStream(stream, level: 1, leaveOpen: true))
        {
            zstd.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, 27);
            zstd.Write(new byte[1000]);
        }

        using var inflater = new ZstdStreamInflater();
        using var output = new PooledBuffer(Limit);
        Assert.Throws<InvalidDataException>(() => inflater.Inflate(stream.ToArray(), output));
    }

    private static byte[] Content(Random random) => random.Next(3) switch
    {
        0 => Encoding.UTF8.GetBytes(new RandomJson(random).Value(6)),
        1 => Noise(random, random.Next(1, 40_000)),
        _ => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new RandomJson(random).Value(), random.Next(1, 200)))),
    };

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static IEnumerable<byte[]> Split(byte[] message, Random random)
    {
        for (int start = 0; start < message.Length;)
        {
            int length = random.Next(1, message.Length - start + 1);
            yield return message[start..(start + length)];
            start += length;
        }
    }

    private static List<byte[]> Compress(TransportCompression compression, IEnumerable<byte[]> messages, Random random)
    {
        using var compressed = new MemoryStream();
        using Stream stream = compression == TransportCompression.ZlibStream
            ? new ZLibStream(compressed, (CompressionLevel)random.Next(4), leaveOpen: true)
            : new ZstdSharp.CompressionStream(compressed, random.Next(1, 6), leaveOpen: true);
        var flushed = new List<byte[]>();
        foreach (byte[] message in messages)
        {
            stream.Write(message);
            stream.Flush();
            flushed.Add(compressed.ToArray());
            compressed.SetLength(0);
        }

        return flushed;
    }
}
