using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Core.Compression.Deflate;

/// <summary>The last 32 KB of what a stream has brought: what comes may repeat any of it.</summary>
internal sealed class History
{
    private const int Size = 32 * 1024;

    private readonly byte[] _ring = GC.AllocateUninitializedArray<byte>(Size + Step.Ahead);
    private int _next; // where in the ring the next byte will be

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length = Math.Min(Size, Length + bytes.Length);
        if (bytes.Length > Size)
        {
            bytes = bytes[^Size..];
        }

        int first = Math.Min(bytes.Length, Size - _next);
        bytes[..first].CopyTo(_ring.AsSpan(_next));
        bytes[first..].CopyTo(_ring);
        _next = (_next + bytes.Length) & (Size - 1);
    }

    /// <summary>The byte so many before the end.</summary>
    public byte Before(int distance) => _ring[(_next - distance) & (Size - 1)];

    /// <summary>Copies the bytes that begin so many before the end, in steps, if they are there and lie in a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCopy(int distance, int length, ref byte to)
    {
        int start = (_next - distance) & (Size - 1);
        if (distance > Length || distance < length || start + length > Size)
        {
            return false;
        }

        Step.Copy(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ring), start), ref to, length);
        return true;
    }
}
