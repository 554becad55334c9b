using System.Runtime.CompilerServices;

namespace Gateway.Core.Compression.Deflate;

/// <summary>
/// What bits of the stream mean, in 32 bits: how many bits it is with those that say more (0 to 5), how many without (8 to
/// 13), whether it is no plain number (14 and 15), the number (16 to 30), and whether that is a literal (31).
/// </summary>
internal static class HuffmanEntry
{
    public const uint Literal = 1u << 31;

    /// <summary>Neither a literal nor a number: the end of the block, or nothing.</summary>
    public const uint Special = 1u << 15;

    /// <summary>It goes on in the table at the number, whose bits stand where else the length without does.</summary>
    public const uint Behind = 1u << 14;

    public const uint EndOfBlock = Special;

    /// <summary>No symbol has these bits.</summary>
    public const uint Invalid = Special | 1u << 16;

    /// <summary>A number and how many bits follow to be added to it.</summary>
    public static uint Number(int value, int extraBits) => (uint)value << 16 | (uint)extraBits;

    /// <summary>The symbol with a code of so many bits.</summary>
    public static uint Of(uint symbol, int bits) => symbol + ((uint)bits << 8) + (uint)bits;

    public static uint Table(int start, int rootBits, int bits) => (uint)start << 16 | Behind | (uint)bits << 8 | (uint)rootBits;

    public static bool IsLiteral(uint entry) => (entry & Literal) != 0;

    public static byte Byte(uint literal) => (byte)(literal >> 16);

    public static bool IsBehind(uint entry) => (entry & Behind) != 0;

    /// <summary>Whether it is a length or a distance.</summary>
    public static bool IsPlain(uint entry) => (entry & (Literal | Special)) == 0;

    public static bool IsInvalid(uint entry) => (entry & (Invalid | Literal)) == Invalid;

    /// <summary>Where it goes on for bits that begin with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexBehind(uint entry, ulong bits) =>
        (int)(entry >> 16) + (int)(bits >> Bits(entry) & ((1ul << CodeBits(entry)) - 1));

    /// <summary>How many bits it is altogether.</summary>
    public static int Bits(uint entry) => (int)(entry & 63);

    /// <summary>How many bits its code is.</summary>
    public static int CodeBits(uint entry) => (int)(entry >> 8 & 63);

    /// <summary>The number, with what the bits after its code add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Value(uint entry, ulong bits) =>
        (int)(entry >> 16) + (int)(bits >> CodeBits(entry) & ((1ul << (Bits(entry) - CodeBits(entry))) - 1));
}
