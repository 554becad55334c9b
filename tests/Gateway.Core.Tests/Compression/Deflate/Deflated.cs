using System.IO.Compression;
using Gateway.Core.Compression;
using Gateway.Core.Compression.Deflate;

namespace Gateway.Core.Tests;

/// <summary>What comes of a deflate stream: by our code, and by the framework's to compare with.</summary>
/// <param name="Bytes">What it has inflated to, as far as it went.</param>
/// <param name="IsCorrupt">Whether it was refused.</param>
internal sealed record Deflated(byte[] Bytes, bool IsCorrupt)
{
    /// <summary>By our code, if it comes in these parts. Now and then a payload ends, and what follows repeats what is gone.</summary>
    public static Deflated ByUs(IEnumerable<byte[]> parts)
    {
        var inflation = new Inflation();
        using var output = new PooledBuffer(limit: 64 * 1024 * 1024);
        var all = new List<byte>();
        (ulong bits, int count) = (0, 0);
        foreach (byte[] part in parts)
        {
            var input = new BitReader(part, bits, count);
            try
            {
                inflation.Inflate(ref input, output);
            }
            catch (InvalidDataException)
            {
                return new Deflated([.. all, .. output.WrittenSpan], IsCorrupt: true);
            }

            (bits, count) = (input.Bits, input.Count);
            if (part.Length % 3 != 0)
            {
                all.AddRange(output.WrittenSpan);
                output.Clear();
            }
        }

        return new Deflated([.. all, .. output.WrittenSpan], IsCorrupt: false);
    }

    public static Deflated ByTheFramework(byte[] stream)
    {
        using var deflate = new DeflateStream(new MemoryStream(stream), CompressionMode.Decompress);
        using var output = new MemoryStream();
        try
        {
            deflate.CopyTo(output);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new Deflated(output.ToArray(), IsCorrupt: true);
        }

        return new Deflated(output.ToArray(), IsCorrupt: false);
    }
}
