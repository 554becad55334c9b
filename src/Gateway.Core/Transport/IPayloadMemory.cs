using System.Buffers;

namespace Gateway.Core.Transport;

/// <summary>Where the memory of a message comes from, and goes to again with the next.</summary>
internal interface IPayloadMemory
{
    /// <summary>Hands over the memory of the message that was received last. Only the loop that receives may call it.</summary>
    /// <exception cref="InvalidOperationException">That message is another one, or its memory was handed over already.</exception>
    IMemoryOwner<byte> Detach(ReadOnlyMemory<byte> payload);
}
