using System.Buffers;
using System.Runtime.InteropServices;

namespace Gateway.Core.Transport;

/// <summary>Memory of the shared pool that has left its shard with the message in it.</summary>
internal sealed class DetachedPayload(byte[] bytes, ReadOnlyMemory<byte> payload) : IMemoryOwner<byte>
{
    private byte[]? _bytes = bytes;

    public Memory<byte> Memory => Volatile.Read(ref _bytes) is not null
        ? MemoryMarshal.AsMemory(payload)
        : throw new ObjectDisposedException(nameof(DetachedPayload));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } held)
        {
            ArrayPool<byte>.Shared.Return(held);
        }
    }
}
