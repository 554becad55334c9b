using System.Buffers;
using Gateway.Core.Transport;

namespace Gateway.Hosting.Tests.Support;

/// <summary>The memory of one message, which its shard writes to again unless somebody has taken it.</summary>
internal sealed class ShardMemory(byte[] bytes) : IPayloadMemory, IMemoryOwner<byte>
{
    private bool _taken;

    public Memory<byte> Memory => bytes;

    public IMemoryOwner<byte> Detach(ReadOnlyMemory<byte> payload)
    {
        Assert.False(_taken);
        _taken = true;
        return this;
    }

    /// <summary>The shard reads its next message.</summary>
    public void Reuse()
    {
        if (!_taken)
        {
            Array.Fill(bytes, (byte)'x');
        }
    }

    /// <summary>Whoever has taken it gives it back.</summary>
    public void Dispose() => Array.Fill(bytes, (byte)'x');
}
