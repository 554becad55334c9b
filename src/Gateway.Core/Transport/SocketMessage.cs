namespace Gateway.Core.Transport;

/// <summary>What was received.</summary>
internal readonly record struct SocketMessage(SocketMessageKind Kind, ReadOnlyMemory<byte> Payload);

internal enum SocketMessageKind
{
    Text,
    Binary,

    /// <summary>A close frame: the other side sends no more.</summary>
    Close,
}
