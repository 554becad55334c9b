using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gateway.Core.Compression.Deflate;

/// <summary>Copying in steps, which may go past the end of what is copied: most repetitions are one or two of them.</summary>
internal static class Step
{
    public const int Size = 16;

    /// <summary>How far past the end is read and written at most.</summary>
    public const int Ahead = 2 * Size;

    /// <summary>Copies bytes; if they overlap, by a step or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref byte from, ref byte to, int length)
    {
        One(ref from, ref to, 0);
        One(ref from, ref to, Size);
        for (int i = Ahead; i < length; i += Size)
        {
            One(ref from, ref to, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(ref byte from, ref byte to, int offset) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, offset), Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref from, offset)));
}
