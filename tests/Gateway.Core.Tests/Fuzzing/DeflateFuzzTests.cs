using System.IO.Compression;
using System.Text;

namespace Gateway.Core.Tests.Fuzzing;

/// <summary>The library and the framework read the same out of the same deflate stream, whole or broken, however it is cut.</summary>
public class DeflateFuzzTests
{
    [Fact]
    public void What_was_compressed_comes_out() => Fuzz.Run(random =>
    {
        byte[] content = Content(random);

        Assert.Equal(content, Deflated.ByUs(Cut(Compress(content, random), random)).Bytes);
    });

    [Fact]
    public void A_broken_stream_is_as_broken_as_to_the_framework() => Fuzz.Run(random =>
    {
        byte[] stream = Compress(Content(random)[..100], random);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            stream[random.Next(Math.Min(stream.Length, random.Next(1, 200)))] ^= (byte)(1 << random.Next(8));
        }

        AssertIsReadAsByTheFramework(stream, random);
    });

    [Fact]
    public void Noise_is_as_broken_as_to_the_framework() => Fuzz.Run(random =>
    {
        byte[] noise = new byte[random.Next(1, 400)];
        random.NextBytes(noise);
        noise[0] = (byte)((noise[0] & ~7) | random.Next(1, 3) << 1); // a block with codes, and not the last

        AssertIsReadAsByTheFramework(noise, random);
    });

    private static void AssertIsReadAsByTheFramework(byte[] stream, Random random)
    {
        Deflated ours = Deflated.ByUs(Cut(stream, random));
        Deflated theirs = Deflated.ByTheFramework(stream);
        if (theirs.IsCorrupt)
        {
            Assert.True(ours.IsCorrupt);
            return;
        }

        // We may know of a block that it is broken while the framework still waits for the rest of its header.
        Assert.Equal(theirs.Bytes, ours.Bytes);
    }

    private static byte[] Content(Random random)
    {
        var content = new List<byte>(Encoding.UTF8.GetBytes(new RandomJson(random).Value(6)));
        do
        {
            byte[] noise = new byte[random.Next(1, 50_000)];
            random.NextBytes(noise);
            content.AddRange(random.Next(4) switch
            {
                0 => noise,
                1 => noise.Select(b => (byte)(b & 3)), // short codes
                2 => Enumerable.Repeat(noise[..Math.Min(noise.Length, random.Next(1, 300))], random.Next(1, 300)).SelectMany(part => part), // repetitions
                _ => noise.Select(b => (byte)int.LeadingZeroCount(b << 20 | random.Next(1 << 20))), // codes of all lengths
            });
        }
        while (random.Next(3) != 0);
        return [.. content, .. new byte[100]];
    }

    private static byte[] Compress(byte[] content, Random random)
    {
        using var compressed = new MemoryStream();
        var options = new ZLibCompressionOptions
        {
            CompressionLevel = random.Next(10),
            CompressionStrategy = (ZLibCompressionStrategy)random.Next(5),
        };
        using (var deflate = new DeflateStream(compressed, options))
        {
            foreach (byte[] part in Cut(content, random))
            {
                deflate.Write(part);
                deflate.Flush();
            }
        }

        return compressed.ToArray();
    }

    private static List<byte[]> Cut(byte[] bytes, Random random)
    {
        var parts = new List<byte[]>();
        int longest = random.Next(3) switch
        {
            0 => 1 + (bytes.Length / 500),
            1 => 2000,
            _ => bytes.Length,
        };
        for (int start = 0; start < bytes.Length; start += parts[^1].Length)
        {
            parts.Add(bytes[start..Math.Min(bytes.Length, start + random.Next(1, longest + 1))]);
        }

        return parts;
    }
}
