using System.Buffers;

namespace Gateway.Core.Transport;

/// <summary>Memory of the shared pool that has left its shard with the message in it.</summary>
internal sealed class DetachedPayload(byte[] bytes, int length) : IMemoryOwner<byte>
{
    private byte[]? _bytes = bytes;

    public Memory<byte> Memory => Volatile.Read(ref _bytes) is { } held
        ? held.AsMemory(0, length)
        : throw new ObjectDisposedException(nameof(DetachedPayload));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } held)
        {
            ArrayPool<byte>.Shared.Return(held);
        }
    }
}
