using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Gateway.Core.Compression.Deflate;

/// <summary>The bits of a stream that comes in parts: those of a part's end that decide nothing yet are kept for the next.</summary>
internal ref struct BitReader
{
    private ReadOnlySpan<byte> _rest;
    private ulong _bits; // above the count may be bits already that are still in the rest: they are the same
    private int _count;

    /// <param name="part">What came.</param>
    /// <param name="bits">What was kept of the part before.</param>
    /// <param name="count">How many bits that is.</param>
    public BitReader(ReadOnlySpan<byte> part, ulong bits, int count)
    {
        _rest = part;
        _bits = bits;
        _count = count;
    }

    /// <summary>The next bits, the first of them lowest; not all 64 of them are there.</summary>
    public readonly ulong Bits => _bits;

    /// <summary>How many of <see cref="Bits"/> are there.</summary>
    public readonly int Count => _count;

    /// <summary>Whether all that came is among <see cref="Bits"/>.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Makes 56 bits at least be there, or all that came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        if (_rest.Length >= sizeof(ulong))
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_rest) << _count;
            _rest = _rest[((63 - _count) >> 3)..];
            _count |= 56;
        }
        else
        {
            RefillAtEnd();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int bits)
    {
        _bits >>= bits;
        _count -= bits;
    }

    /// <summary>Takes up to 32 bits as a number; false, and nothing is taken, if they have not come.</summary>
    public bool TryTake(int bits, out int value)
    {
        Refill();
        value = (int)(_bits & ((1ul << bits) - 1));
        if (_count < bits)
        {
            return false;
        }

        Skip(bits);
        return true;
    }

    /// <summary>What is left of a byte that was begun says nothing.</summary>
    public void SkipToByte() => Skip(_count & 7);

    /// <summary>Takes as many whole bytes as have come and have room. Bits must not be begun.</summary>
    public int TakeBytes(scoped Span<byte> room)
    {
        int taken = 0;
        for (; _count > 0 && taken < room.Length; Skip(8))
        {
            room[taken++] = (byte)_bits;
        }

        if (_count == 0)
        {
            _bits = 0; // nothing is known of what comes then
            int rest = Math.Min(room.Length - taken, _rest.Length);
            _rest[..rest].CopyTo(room[taken..]);
            _rest = _rest[rest..];
            taken += rest;
        }

        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RefillAtEnd()
    {
        while (_count < 56 && !_rest.IsEmpty)
        {
            _bits |= (ulong)_rest[0] << _count;
            _rest = _rest[1..];
            _count += 8;
        }
    }
}
