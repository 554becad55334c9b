using System.Runtime.CompilerServices;

namespace Gateway.Core.Compression.Deflate;

/// <summary>What a block begins with (RFC 1951, section 3.2.3): how it is stored, and by which codes.</summary>
internal sealed class BlockHeader
{
    private const int MaxLiterals = 286;
    private const int MaxDistances = 30;
    private const int EndOfBlock = 256;

    private readonly HuffmanTable _codeLengths = new(rootBits: 7, capacity: 128);
    private readonly HuffmanTable _literals = new(rootBits: 10, capacity: 1334);
    private readonly HuffmanTable _distances = new(rootBits: 8, capacity: 402);
    private readonly byte[] _lengths = new byte[MaxLiterals + MaxDistances];
    private Step _step;
    private int _literalCount;
    private int _distanceCount;
    private int _codeLengthCount;
    private int _read; // how many lengths there are

    private enum Step { Type, Stored, Counts, CodeLengths, Lengths }

    /// <summary>Whether the stream ends with this block.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Whether the block is not compressed.</summary>
    public bool IsStored { get; private set; }

    /// <summary>How many bytes it has then.</summary>
    public int Stored { get; private set; }

    /// <summary>The code of its literals and lengths if it is compressed.</summary>
    public HuffmanTable Literals { get; private set; } = HuffmanAlphabets.FixedLiterals;

    /// <summary>The code of its distances.</summary>
    public HuffmanTable Distances { get; private set; } = HuffmanAlphabets.FixedDistances;

    /// <summary>Reads on; false if more must come first.</summary>
    /// <exception cref="InvalidDataException">No block begins so.</exception>
    public bool TryRead(ref BitReader input)
    {
        while (true)
        {
            bool isRead = _step switch
            {
                Step.Type => TryReadType(ref input),
                Step.Stored => TryReadStored(ref input),
                Step.Counts => TryReadCounts(ref input),
                Step.CodeLengths => TryReadCodeLengths(ref input),
                _ => TryReadLengths(ref input),
            };
            if (!isRead)
            {
                return false;
            }

            if (_step == Step.Type)
            {
                return true; // the next block's is next
            }
        }
    }

    private bool TryReadType(ref BitReader input)
    {
        if (!input.TryTake(3, out int type))
        {
            return false;
        }

        IsLast = (type & 1) != 0;
        IsStored = type >> 1 == 0;
        switch (type >> 1)
        {
            case 0:
                input.SkipToByte();
                _step = Step.Stored;
                break;
            case 1:
                (Literals, Distances) = (HuffmanAlphabets.FixedLiterals, HuffmanAlphabets.FixedDistances);
                break;
            case 2:
                _step = Step.Counts;
                break;
            default:
                throw new InvalidDataException("The deflate stream is corrupt: there is no such type of block.");
        }

        return true;
    }

    private bool TryReadStored(ref BitReader input)
    {
        if (!input.TryTake(32, out int lengths))
        {
            return false;
        }

        Stored = lengths & 0xFFFF;
        if (Stored != (~lengths >> 16 & 0xFFFF))
        {
            throw new InvalidDataException("The deflate stream is corrupt: a stored block has two lengths.");
        }

        _step = Step.Type;
        return true;
    }

    private bool TryReadCounts(ref BitReader input)
    {
        if (!input.TryTake(14, out int counts))
        {
            return false;
        }

        _literalCount = 257 + (counts & 31);
        _distanceCount = 1 + (counts >> 5 & 31);
        _codeLengthCount = 4 + (counts >> 10);
        if (_literalCount > MaxLiterals || _distanceCount > MaxDistances)
        {
            throw new InvalidDataException("The deflate stream is corrupt: a block has too many symbols.");
        }

        _lengths.AsSpan().Clear();
        _read = 0;
        _step = Step.CodeLengths;
        return true;
    }

    private bool TryReadCodeLengths(ref BitReader input)
    {
        for (; _read < _codeLengthCount; _read++)
        {
            if (!input.TryTake(3, out int length))
            {
                return false;
            }

            _lengths[HuffmanAlphabets.CodeLengthOrder[_read]] = (byte)length;
        }

        Build(_codeLengths, _lengths.AsSpan(0, HuffmanAlphabets.CodeLengths.Length), HuffmanAlphabets.CodeLengths, mayBeOneWord: false);
        _read = 0;
        _step = Step.Lengths;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadLengths(ref BitReader input)
    {
        Span<byte> lengths = _lengths.AsSpan(0, _literalCount + _distanceCount);
        ReadOnlySpan<uint> entries = _codeLengths.Entries;
        ulong mask = _codeLengths.Mask;
        while (_read < lengths.Length)
        {
            input.Refill();
            uint entry = entries[(int)(input.Bits & mask)];
            if (HuffmanEntry.Bits(entry) > input.Count)
            {
                return false;
            }

            int symbol = HuffmanEntry.Value(entry, input.Bits);
            if (symbol < 16)
            {
                input.Skip(HuffmanEntry.Bits(entry));
                lengths[_read++] = (byte)symbol;
            }
            else if (!TryRepeat(ref input, entry, symbol, lengths))
            {
                return false;
            }
        }

        if (lengths[EndOfBlock] == 0)
        {
            throw new InvalidDataException("The deflate stream is corrupt: a block cannot end.");
        }

        Build(_literals, lengths[.._literalCount], HuffmanAlphabets.Literals, mayBeOneWord: true);
        Build(_distances, lengths[_literalCount..], HuffmanAlphabets.Distances, mayBeOneWord: true);
        (Literals, Distances) = (_literals, _distances);
        _step = Step.Type;
        return true;
    }

    /// <summary>16: the length before, 3 to 6 times; 17 and 18: 0, 3 to 10 and 11 to 138 times.</summary>
    private bool TryRepeat(ref BitReader input, uint entry, int symbol, Span<byte> lengths)
    {
        (int least, int bits) = symbol switch
        {
            16 => (3, 2),
            17 => (3, 3),
            _ => (11, 7),
        };
        int codeBits = HuffmanEntry.Bits(entry);
        if (codeBits + bits > input.Count)
        {
            return false;
        }

        int count = least + (int)(input.Bits >> codeBits & ((1ul << bits) - 1));
        if (count > lengths.Length - _read || (symbol == 16 && _read == 0))
        {
            throw new InvalidDataException("The deflate stream is corrupt: a length is repeated that cannot be.");
        }

        input.Skip(codeBits + bits);
        lengths.Slice(_read, count).Fill(symbol == 16 ? lengths[_read - 1] : (byte)0);
        _read += count;
        return true;
    }

    private static void Build(HuffmanTable table, ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols, bool mayBeOneWord)
    {
        if (!table.TryBuild(lengths, symbols, mayBeOneWord))
        {
            throw new InvalidDataException("The deflate stream is corrupt: the lengths of a block's codes make no code.");
        }
    }
}
