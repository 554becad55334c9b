using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gateway.Core.Compression.Deflate;

/// <summary>
/// A Huffman code of a deflate block (RFC 1951, section 3.2.2) as a table: the next bits of the stream are the index of the
/// symbol they begin with. Codes longer than the first level go on in tables behind it.
/// </summary>
/// <param name="rootBits">How many bits the first level looks up.</param>
/// <param name="capacity">The most entries that any complete code of the alphabet takes.</param>
internal sealed class HuffmanTable(int rootBits, int capacity)
{
    /// <summary>The longest code.</summary>
    public const int MaxBits = 15;

    private readonly uint[] _entries = new uint[capacity];
    private int _rootBits;

    /// <summary>What bits mean; the first <see cref="Mask"/> + 1 are the first level.</summary>
    public ReadOnlySpan<uint> Entries => _entries;

    /// <summary>Which bits are the index into the first level.</summary>
    public uint Mask => (1u << _rootBits) - 1;

    /// <summary>Makes the table of a code.</summary>
    /// <param name="lengths">For each symbol, how many bits its code has; 0: it does not occur.</param>
    /// <param name="symbols">What each symbol means, as <see cref="HuffmanEntry"/> has it.</param>
    /// <param name="mayBeOneWord">Whether bits may be left over if there is one word only, of one bit, or none.</param>
    /// <returns>Whether this is a code: it has neither more words than fit nor fewer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryBuild(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols, bool mayBeOneWord)
    {
        Span<ushort> used = stackalloc ushort[HuffmanAlphabets.MaxSymbols];
        used = used[..Collect(lengths, used)];
        Span<int> counts = stackalloc int[MaxBits + 1];
        foreach (ushort symbol in used)
        {
            counts[lengths[symbol]]++;
        }

        int longest = MaxBits;
        while (longest > 0 && counts[longest] == 0)
        {
            longest--;
        }

        if (!IsCode(counts, longest, mayBeOneWord))
        {
            return false;
        }

        _rootBits = Math.Clamp(longest, 1, rootBits);
        Span<ushort> sorted = stackalloc ushort[used.Length];
        Sort(used, lengths, counts, sorted);
        Fill(sorted, counts, longest, symbols);
        return true;
    }

    /// <summary>The symbols that occur: a third of them in a short block. Returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect(ReadOnlySpan<byte> lengths, Span<ushort> used)
    {
        int count = 0;
        int start = 0;
        for (; start <= lengths.Length - Vector256<byte>.Count; start += Vector256<byte>.Count)
        {
            uint occur = ~Vector256.Equals(Vector256.Create(lengths[start..]), Vector256<byte>.Zero).ExtractMostSignificantBits();
            for (; occur != 0; occur &= occur - 1)
            {
                used[count++] = (ushort)(start + BitOperations.TrailingZeroCount(occur));
            }
        }

        for (; start < lengths.Length; start++)
        {
            if (lengths[start] != 0)
            {
                used[count++] = (ushort)start;
            }
        }

        return count;
    }

    private static bool IsCode(ReadOnlySpan<int> counts, int longest, bool mayBeOneWord)
    {
        int left = 1;
        for (int bits = 1; bits <= longest; bits++)
        {
            left = (left << 1) - counts[bits];
            if (left < 0)
            {
                return false;
            }
        }

        return left == 0 || (mayBeOneWord && longest <= 1);
    }

    /// <summary>The symbols by the length of their code and then by themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(ReadOnlySpan<ushort> used, ReadOnlySpan<byte> lengths, ReadOnlySpan<int> counts, Span<ushort> sorted)
    {
        Span<int> next = stackalloc int[MaxBits + 1];
        for (int bits = 1; bits < MaxBits; bits++)
        {
            next[bits + 1] = next[bits] + counts[bits];
        }

        foreach (ushort symbol in used)
        {
            sorted[next[lengths[symbol]]++] = symbol;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<ushort> sorted, Span<int> counts, int longest, ReadOnlySpan<uint> symbols)
    {
        Span<uint> entries = _entries;
        entries[0] = HuffmanEntry.Of(HuffmanEntry.Invalid, 1); // what no word takes
        uint code = 0; // its first bit lowest, as the stream has it
        int taken = 0;
        for (int bits = 1; bits <= _rootBits; bits++)
        {
            // The table of codes of one bit more begins as the one before, twice.
            int size = 1 << (bits - 1);
            entries[..size].CopyTo(entries[size..]);
            foreach (ushort symbol in sorted.Slice(taken, counts[bits]))
            {
                entries[(int)code] = HuffmanEntry.Of(symbols[symbol], bits);
                code = Next(code, bits);
            }

            taken += counts[bits];
        }

        FillBehind(sorted[taken..], code, counts, longest, symbols);
    }

    /// <summary>Codes that are longer than the first level: a table for each of its entries that they begin with.</summary>
    private void FillBehind(ReadOnlySpan<ushort> sorted, uint code, Span<int> counts, int longest, ReadOnlySpan<uint> symbols)
    {
        int root = _rootBits;
        int free = 1 << root;
        int start = 0;
        int tableBits = 0;
        uint prefix = uint.MaxValue;
        int taken = 0;
        for (int bits = root + 1; bits <= longest; bits++)
        {
            for (; counts[bits] > 0; counts[bits]--)
            {
                if ((code & Mask) != prefix)
                {
                    prefix = code & Mask;
                    start = free;
                    tableBits = TableBits(counts, bits);
                    free += 1 << tableBits;
                    _entries[prefix] = HuffmanEntry.Table(start, root, tableBits);
                }

                uint entry = HuffmanEntry.Of(symbols[sorted[taken++]], bits);
                for (int i = (int)(code >> root); i < 1 << tableBits; i += 1 << (bits - root))
                {
                    _entries[start + i] = entry;
                }

                code = Next(code, bits);
            }
        }
    }

    /// <summary>How many bits a table needs that begins with codes of so many: as many as there are codes to fill it.</summary>
    private int TableBits(ReadOnlySpan<int> counts, int bits)
    {
        int tableBits = bits - _rootBits;
        for (int left = (1 << tableBits) - counts[bits]; left > 0; left = (left << 1) - counts[_rootBits + tableBits])
        {
            tableBits++;
        }

        return tableBits;
    }

    /// <summary>The code after this one, as numbers whose lowest bit is first: adding one begins at the other end.</summary>
    private static uint Next(uint code, int bits)
    {
        uint zeros = ~code & ((1u << bits) - 1);
        if (zeros == 0)
        {
            return 0; // it was the last
        }

        uint bit = 1u << BitOperations.Log2(zeros);
        return (code & (bit - 1)) | bit;
    }
}
