namespace Gateway.Testing;

/// <summary>Turns one gateway message into the bytes of one websocket message; keeps its context from one to the next.</summary>
internal interface IMessageCompressor : IDisposable
{
    /// <summary>The bytes for the wire, valid until the next call.</summary>
    ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> message);
}
