namespace Gateway.Core.Compression.Deflate;

/// <summary>What the symbols of deflate mean (RFC 1951, sections 3.2.5 to 3.2.7).</summary>
internal static class HuffmanAlphabets
{
    /// <summary>Symbols of the largest alphabet, that of literals and lengths.</summary>
    public const int MaxSymbols = 288;

    private const int EndOfBlock = 256;

    /// <summary>Literals, the end of a block, and lengths from 3 to 258.</summary>
    public static readonly uint[] Literals = MakeLiterals();

    /// <summary>Distances from 1 to 32,768.</summary>
    public static readonly uint[] Distances = MakeDistances();

    /// <summary>The lengths of codes, and how to repeat them.</summary>
    public static readonly uint[] CodeLengths = MakeCodeLengths();

    /// <summary>In which order the lengths of the codes for <see cref="CodeLengths"/> come.</summary>
    public static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>The codes of blocks that bring none.</summary>
    public static HuffmanTable FixedLiterals { get; } = MakeFixed(Literals, longest: 9, symbol => symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);

    /// <inheritdoc cref="FixedLiterals"/>
    public static HuffmanTable FixedDistances { get; } = MakeFixed(Distances, longest: 5, _ => 5);

    private static uint[] MakeLiterals()
    {
        uint[] symbols = new uint[MaxSymbols];
        for (int literal = 0; literal < EndOfBlock; literal++)
        {
            symbols[literal] = HuffmanEntry.Literal | HuffmanEntry.Number(literal, 0);
        }

        symbols[EndOfBlock] = HuffmanEntry.EndOfBlock;
        int length = 3;
        for (int symbol = 257; symbol < 285; symbol++)
        {
            int extraBits = Math.Max(0, (symbol - 261) / 4);
            symbols[symbol] = HuffmanEntry.Number(length, extraBits);
            length += 1 << extraBits;
        }

        symbols[285] = HuffmanEntry.Number(258, 0);
        symbols.AsSpan(286).Fill(HuffmanEntry.Invalid);
        return symbols;
    }

    private static uint[] MakeDistances()
    {
        uint[] symbols = new uint[32];
        int distance = 1;
        for (int symbol = 0; symbol < 30; symbol++)
        {
            int extraBits = Math.Max(0, (symbol / 2) - 1);
            symbols[symbol] = HuffmanEntry.Number(distance, extraBits);
            distance += 1 << extraBits;
        }

        symbols.AsSpan(30).Fill(HuffmanEntry.Invalid);
        return symbols;
    }

    private static uint[] MakeCodeLengths()
    {
        uint[] symbols = new uint[19];
        for (int symbol = 0; symbol < symbols.Length; symbol++)
        {
            symbols[symbol] = HuffmanEntry.Number(symbol, 0);
        }

        return symbols;
    }

    private static HuffmanTable MakeFixed(uint[] symbols, int longest, Func<int, int> bits)
    {
        byte[] lengths = new byte[symbols.Length];
        for (int symbol = 0; symbol < symbols.Length; symbol++)
        {
            lengths[symbol] = (byte)bits(symbol);
        }

        var table = new HuffmanTable(longest, capacity: 1 << longest);
        return table.TryBuild(lengths, symbols, mayBeOneWord: false) ? table : throw new InvalidOperationException("The codes of RFC 1951 are no codes.");
    }
}
