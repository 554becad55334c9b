using Gateway.Core.Compression.Deflate;

namespace Gateway.Core.Tests;

/// <summary>Writes a deflate stream by hand: bits from the lowest on, codes from their highest (RFC 1951, section 3.1.1).</summary>
internal sealed class DeflateWriter
{
    private readonly List<byte> _bytes = [];
    private int _bits; // how many of the last byte are taken

    public byte[] ToArray() => [.. _bytes];

    public DeflateWriter Number(int value, int bits)
    {
        for (int i = 0; i < bits; i++)
        {
            Bit((value >> i) & 1);
        }

        return this;
    }

    public DeflateWriter Code(int code, int bits)
    {
        for (int i = bits - 1; i >= 0; i--)
        {
            Bit((code >> i) & 1);
        }

        return this;
    }

    /// <summary>A block's first three bits.</summary>
    public DeflateWriter Block(int type, bool last = false) => Number(last ? 1 : 0, 1).Number(type, 2);

    public DeflateWriter ToByte()
    {
        _bits = 0;
        return this;
    }

    /// <summary>A stored block.</summary>
    public DeflateWriter Stored(params byte[] content)
    {
        Block(0).ToByte().Number(content.Length, 16).Number(~content.Length & 0xFFFF, 16);
        _bytes.AddRange(content);
        return this;
    }

    /// <summary>A symbol of the fixed code of literals and lengths.</summary>
    public DeflateWriter Fixed(int symbol) => symbol switch
    {
        < 144 => Code(0x30 + symbol, 8),
        < 256 => Code(0x190 + symbol - 144, 9),
        < 280 => Code(symbol - 256, 7),
        _ => Code(0xC0 + symbol - 280, 8),
    };

    /// <summary>The header of a block with codes of its own, every length of which is written as it is.</summary>
    public DeflateWriter Dynamic(int[] literals, int[] distances)
    {
        Block(2).Number(literals.Length - 257, 5).Number(distances.Length - 1, 5).Number(19 - 4, 4);
        foreach (int symbol in HuffmanAlphabets.CodeLengthOrder)
        {
            Number(symbol < 16 ? 4 : 0, 3); // sixteen codes of four bits: each length is its own code
        }

        foreach (int length in literals.Concat(distances))
        {
            Code(length, 4);
        }

        return this;
    }

    private void Bit(int bit)
    {
        if (_bits == 0)
        {
            _bytes.Add(0);
        }

        _bytes[^1] |= (byte)(bit << _bits);
        _bits = (_bits + 1) & 7;
    }
}
