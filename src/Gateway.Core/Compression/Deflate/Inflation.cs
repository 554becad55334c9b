using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Core.Compression.Deflate;

/// <summary>
/// Inflates a deflate stream (RFC 1951) that comes in parts. The framework's zlib does the same and takes half as long again for
/// a gateway's messages: a block of a few hundred bytes is over when its tables have just been made.
/// </summary>
internal sealed class Inflation
{
    /// <summary>How many literals are written before it is asked for more bits.</summary>
    private const int LiteralsInRow = 3;

    private const int LongestMatch = 258;

    /// <summary>Room in which literals and the longest repetition can be written, in steps that go past its end.</summary>
    private const int Slack = LiteralsInRow + LongestMatch + Step.Ahead;

    private readonly BlockHeader _header = new();
    private readonly History _history = new();
    private Within _within = Within.Header;
    private int _stored; // how many bytes of a stored block are still to come

    private enum Within { Header, Stored, Codes, Nothing }

    private enum Outcome { NoRoom, PartEnded, BlockEnded }

    /// <summary>Whether the stream's last block has ended.</summary>
    public bool HasEnded => _within == Within.Nothing;

    /// <summary>Appends what a part inflates to.</summary>
    /// <exception cref="InvalidDataException">This is no deflate stream.</exception>
    /// <exception cref="MessageTooLargeException">It is more than the output may become.</exception>
    public void Inflate(ref BitReader input, PooledBuffer output)
    {
        int start = output.Length;
        while (TryGoOn(ref input, output, start))
        {
        }

        _history.Append(output.WrittenSpan[start..]);
    }

    /// <summary>Goes on to what is next in the stream; false if that has not come.</summary>
    private bool TryGoOn(ref BitReader input, PooledBuffer output, int start) => _within switch
    {
        Within.Header => TryReadHeader(ref input),
        Within.Stored => TryCopy(ref input, output),
        Within.Codes => TryDecode(ref input, output, start),
        _ => false,
    };

    private bool TryReadHeader(ref BitReader input)
    {
        if (!_header.TryRead(ref input))
        {
            return false;
        }

        _stored = _header.Stored;
        _within = _header.IsStored ? Within.Stored : Within.Codes;
        return true;
    }

    private bool TryCopy(ref BitReader input, PooledBuffer output)
    {
        while (_stored > 0)
        {
            Span<byte> room = output.GetSpan();
            int count = input.TakeBytes(room[..Math.Min(room.Length, _stored)]);
            if (count == 0)
            {
                return false;
            }

            output.Advance(count);
            _stored -= count;
        }

        EndBlock();
        return true;
    }

    /// <summary>Reads literals and repetitions until the block, the room or what came ends; false if the last of these.</summary>
    private bool TryDecode(ref BitReader input, PooledBuffer output, int start)
    {
        Outcome outcome = Decode(ref input, output, start);
        if (outcome == Outcome.BlockEnded)
        {
            EndBlock();
        }

        return outcome != Outcome.PartEnded;
    }

    /// <summary>Decodes for as long as there is room for whatever comes next.</summary>
    // Optimised at once, as all that is done for each symbol: code made for what the first messages are like took up to twice as
    // long for those after.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Outcome Decode(ref BitReader source, PooledBuffer output, int start)
    {
        // Local copies and raw references: what is in this loop is done a hundred times for each message. They stay in bounds
        // because a mask is smaller than its table, room for the longest symbol is there, and each distance is checked.
        BitReader input = source;
        Span<byte> room = output.GetSpan(Slack);
        int before = output.Length - start; // so many bytes in front of the room are of this part
        ref byte target = ref MemoryMarshal.GetReference(room);
        ref uint literals = ref MemoryMarshal.GetReference(_header.Literals.Entries);
        ref uint distances = ref MemoryMarshal.GetReference(_header.Distances.Entries);
        ulong literalMask = _header.Literals.Mask;
        ulong distanceMask = _header.Distances.Mask;
        int last = room.Length - Slack;
        int written = 0;
        Outcome outcome = Outcome.NoRoom;
        while (written <= last)
        {
            input.Refill();
            uint entry = Unsafe.Add(ref literals, (nint)(input.Bits & literalMask));
            for (int row = 0; row < LiteralsInRow && HuffmanEntry.IsLiteral(entry) && HuffmanEntry.Bits(entry) <= input.Count; row++)
            {
                Unsafe.Add(ref target, written++) = HuffmanEntry.Byte(entry);
                input.Skip(HuffmanEntry.Bits(entry));
                entry = Unsafe.Add(ref literals, (nint)(input.Bits & literalMask));
            }

            if (HuffmanEntry.IsBehind(entry))
            {
                entry = Unsafe.Add(ref literals, HuffmanEntry.IndexBehind(entry, input.Bits));
            }

            int symbolBits = HuffmanEntry.Bits(entry);
            if (HuffmanEntry.IsPlain(entry))
            {
                int length = HuffmanEntry.Value(entry, input.Bits);
                ulong bits = input.Bits >> symbolBits;
                uint far = Unsafe.Add(ref distances, (nint)(bits & distanceMask));
                if (HuffmanEntry.IsBehind(far))
                {
                    far = Unsafe.Add(ref distances, HuffmanEntry.IndexBehind(far, bits));
                }

                symbolBits += HuffmanEntry.Bits(far);
                if (symbolBits <= input.Count)
                {
                    CheckIsSymbol(far);
                    input.Skip(symbolBits);
                    int distance = HuffmanEntry.Value(far, bits);
                    written += Repeat(ref target, written, distance, length, back: distance - before - written);
                    continue;
                }
            }
            else if (symbolBits <= input.Count)
            {
                if (HuffmanEntry.IsLiteral(entry))
                {
                    // With a long code, or the next of a row.
                    Unsafe.Add(ref target, written++) = HuffmanEntry.Byte(entry);
                    input.Skip(symbolBits);
                    continue;
                }

                CheckIsSymbol(entry);
                input.Skip(symbolBits);
                outcome = Outcome.BlockEnded;
                break;
            }

            if (input.IsAtEnd)
            {
                outcome = Outcome.PartEnded;
                break;
            }
        }

        source = input;
        output.Advance(written);
        return outcome;
    }

    /// <summary>Writes again what stands so far behind. Returns the length.</summary>
    /// <param name="target">Where the room begins.</param>
    /// <param name="written">Where in the room to write.</param>
    /// <param name="distance">How far behind it stands; nearer than the length, what is written is repeated as well.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="back">How far before this part it stands; not at all: 0 or less.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Repeat(ref byte target, int written, int distance, int length, int back)
    {
        ref byte to = ref Unsafe.Add(ref target, written);
        if (back > 0)
        {
            if (!_history.TryCopy(back, length, ref to))
            {
                RepeatSlowly(ref target, written, distance, length, back);
            }
        }
        else if (distance >= Step.Size)
        {
            Step.Copy(ref Unsafe.Subtract(ref to, distance), ref to, length);
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref to, i - distance);
            }
        }

        return length;
    }

    /// <summary>What stands at the end of the history and at its beginning, or goes on in this part.</summary>
    private void RepeatSlowly(ref byte target, int written, int distance, int length, int back)
    {
        if (back > _history.Length)
        {
            throw new InvalidDataException("The deflate stream is corrupt: it repeats what never was.");
        }

        for (int i = 0; i < length; i++, back--)
        {
            Unsafe.Add(ref target, written + i) = back > 0 ? _history.Before(back) : Unsafe.Add(ref target, written + i - distance);
        }
    }

    private static void CheckIsSymbol(uint entry)
    {
        if (HuffmanEntry.IsInvalid(entry))
        {
            throw new InvalidDataException("The deflate stream is corrupt: no symbol is coded so.");
        }
    }

    private void EndBlock() => _within = _header.IsLast ? Within.Nothing : Within.Header;
}
