using System.IO.Compression;
using System.Text;

namespace Gateway.Core.Tests;

/// <summary>Deflate streams written by hand, whole and byte by byte: what RFC 1951 allows is read, what it forbids is refused.</summary>
public class InflationTests
{
    private const int EndOfBlock = 256;

    public static TheoryData<string> Allowed => [.. Streams.Where(stream => stream.Value.Expected is not null).Select(stream => stream.Key)];

    public static TheoryData<string> Forbidden => [.. Streams.Where(stream => stream.Value.Expected is null).Select(stream => stream.Key)];

    private static Dictionary<string, (byte[] Stream, byte[]? Expected)> Streams { get; } = new()
    {
        ["stored"] = (new DeflateWriter().Stored(1, 2, 3).ToArray(), [1, 2, 3]),
        ["stored, nothing"] = (new DeflateWriter().Stored().Stored(7).Stored().ToArray(), [7]),
        ["literals of the fixed code"] = (Fixed().Fixed(0).Fixed(143).Fixed(144).Fixed(255).Fixed(EndOfBlock).ToArray(), [0, 143, 144, 255]),
        ["a run"] = (Fixed().Fixed('a').Fixed(285).Code(0, 5).Fixed(EndOfBlock).ToArray(), [.. Enumerable.Repeat((byte)'a', 259)]),
        ["a pattern that overlaps itself"] = (
            Fixed().Fixed('a').Fixed('b').Fixed('c').Fixed(265).Number(1, 1).Code(2, 5).Fixed(EndOfBlock).ToArray(),
            Encoding.ASCII.GetBytes("abcabcabcabcabc")),
        ["a repetition from a block before"] = (
            new DeflateWriter().Stored("0123456789abcdefghij"u8.ToArray()).Block(1).Fixed(268).Number(0, 1).Code(8, 5).Number(3, 3).Fixed(EndOfBlock).ToArray(),
            Encoding.ASCII.GetBytes("0123456789abcdefghij0123456789abcdefg")),
        ["one code of distances, of one bit"] = (
            Dynamic([1]).Code(0, 2).Code(2, 2).Code(0, 1).Code(1, 2).ToArray(),
            "aaaa"u8.ToArray()),
        ["no distances"] = (Dynamic([0]).Code(0, 2).Code(0, 2).Code(1, 2).ToArray(), "aa"u8.ToArray()),
        ["the end of a block alone, in one bit"] = (Dynamic([0], onlyTheEnd: true).Code(0, 1).Stored(9).ToArray(), [9]),
        ["an end"] = (new DeflateWriter().Stored(5).Block(1, last: true).Fixed(EndOfBlock).ToByte().Number(255, 8).ToArray(), [5]),

        ["a type that is not"] = (new DeflateWriter().Block(3).Number(0, 13).ToArray(), null),
        ["stored, of two lengths"] = (new DeflateWriter().Block(0).ToByte().Number(3, 16).Number(3, 16).ToArray(), null),
        ["more literals than there are"] = (new DeflateWriter().Block(2).Number(30, 5).Number(0, 5).Number(15, 4).ToArray(), null),
        ["more distances than there are"] = (new DeflateWriter().Block(2).Number(0, 5).Number(30, 5).Number(15, 4).ToArray(), null),
        ["lengths whose code has too many words"] = (CodeLengths(1, 1, 1).ToArray(), null),
        ["lengths whose code has too few words"] = (CodeLengths(2, 2).Number(0, 32).ToArray(), null),
        ["the repetition of a length that was not"] = (Repeating(16).Code(1, 1).Number(0, 2).ToArray(), null),
        ["more zeros than lengths"] = (Repeating(18).Code(1, 1).Number(127, 7).Code(1, 1).Number(127, 7).ToArray(), null),
        ["literals whose code has too many words"] = (new DeflateWriter().Dynamic([1, 1, .. new int[254], 1], [1]).ToArray(), null),
        ["literals whose code has too few words"] = (new DeflateWriter().Dynamic([2, 2, .. new int[254], 2], [1]).ToArray(), null),
        ["a block that cannot end"] = (new DeflateWriter().Dynamic([1, 1, .. new int[255]], [1]).ToArray(), null),
        ["distances whose code has too few words"] = (Dynamic([2, 2]).ToArray(), null),
        ["the other word of the only distance"] = (Dynamic([1]).Code(0, 2).Code(2, 2).Code(1, 1).ToArray(), null),
        ["a distance where none is coded"] = (Dynamic([0]).Code(0, 2).Code(2, 2).Code(0, 1).ToArray(), null),
        ["length 286"] = (Fixed().Fixed('a').Fixed(286).ToArray(), null),
        ["distance 30"] = (Fixed().Fixed('a').Fixed(257).Code(30, 5).ToArray(), null),
        ["what stands before the beginning"] = (Fixed().Fixed('a').Fixed(257).Code(1, 5).ToArray(), null),
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void What_is_allowed_is_read(string name)
    {
        (byte[] stream, byte[]? expected) = Streams[name];

        Assert.All(
            [Deflated.ByUs([stream]), Deflated.ByUs(stream.Chunk(1)), Deflated.ByTheFramework(stream)],
            deflated =>
            {
                Assert.False(deflated.IsCorrupt);
                Assert.Equal(expected, deflated.Bytes);
            });
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void What_is_forbidden_is_refused(string name)
    {
        byte[] stream = Streams[name].Stream;

        Assert.All(
            [Deflated.ByUs([stream]), Deflated.ByUs(stream.Chunk(1)), Deflated.ByTheFramework(stream)],
            deflated => Assert.True(deflated.IsCorrupt));
    }

    [Fact]
    public void Codes_of_fifteen_bits_are_read()
    {
        // As frequent as Fibonacci's numbers, the symbols get codes that are as long as can be.
        var content = new List<byte>();
        (int count, int next) = (1, 1);
        for (byte symbol = 0; symbol < 22; symbol++)
        {
            content.AddRange(Enumerable.Repeat(symbol, count));
            (count, next) = (next, count + next);
        }

        byte[] shuffled = [.. content];
        new Random(1).Shuffle(shuffled);
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, new ZLibCompressionOptions { CompressionStrategy = ZLibCompressionStrategy.HuffmanOnly }))
        {
            deflate.Write(shuffled);
        }

        Assert.Equal(shuffled, Deflated.ByUs([compressed.ToArray()]).Bytes);
        Assert.Equal(shuffled, Deflated.ByUs(compressed.ToArray().Chunk(5)).Bytes);
    }

    [Fact]
    public void What_was_brought_32_KB_before_is_repeated()
    {
        byte[] noise = new byte[32 * 1024];
        new Random(2).NextBytes(noise);
        // Its first bytes, which stand 32,768 before: distance symbol 29 and all of its 13 bits.
        DeflateWriter again = new DeflateWriter().Stored(noise).Block(1);
        for (int i = 0; i < 300; i++)
        {
            again.Fixed(285).Code(29, 5).Number(8191, 13);
        }

        byte[] expected = [.. noise, .. Enumerable.Range(0, 300 * 258).Select(i => noise[i % noise.Length])];
        Assert.Equal(expected, Deflated.ByUs([again.Fixed(EndOfBlock).ToArray()]).Bytes);
        Assert.Equal(expected, Deflated.ByUs(again.ToArray().Chunk(1000)).Bytes);
    }

    private static DeflateWriter Fixed() => new DeflateWriter().Block(1);

    /// <summary>A block whose codes are <c>a</c> 00, the end 01, and lengths 3 and 4 10 and 11; or the end 0 alone.</summary>
    private static DeflateWriter Dynamic(int[] distances, bool onlyTheEnd = false)
    {
        int[] literals = new int[259];
        literals[EndOfBlock] = 1;
        if (!onlyTheEnd)
        {
            literals['a'] = literals[EndOfBlock] = literals[257] = literals[258] = 2;
        }

        return new DeflateWriter().Dynamic(literals, distances);
    }

    /// <summary>A header as far as the lengths of the code for lengths, the first of which are these.</summary>
    private static DeflateWriter CodeLengths(params int[] lengths)
    {
        DeflateWriter writer = new DeflateWriter().Block(2).Number(0, 5).Number(0, 5).Number(15, 4);
        for (int i = 0; i < 19; i++)
        {
            writer.Number(i < lengths.Length ? lengths[i] : 0, 3);
        }

        return writer;
    }

    /// <summary>A header in which 0 is a length of 0, and 1 this way to repeat.</summary>
    private static DeflateWriter Repeating(int symbol) => symbol == 16 ? CodeLengths(1, 0, 0, 1) : CodeLengths(0, 0, 1, 1);
}
