namespace Gateway.Core.Transport;

/// <summary>A connected websocket, as a gateway connection needs it: whole messages in, text out, a close frame each way.</summary>
/// <remarks>
/// One receive and one send at a time, beside each other. Whatever breaks is thrown: <see cref="IOException"/> and its kin
/// for the transport, <see cref="InvalidDataException"/> for what is no websocket frame,
/// <see cref="Compression.MessageTooLargeException"/> for a message past the limit. A stream that somebody else has made may
/// throw what it likes.
/// </remarks>
internal interface IGatewaySocket : IDisposable
{
    /// <summary>Whether a message may be sent: neither side has sent a close frame.</summary>
    bool IsOpen { get; }

    /// <summary>Whether a close frame may still be sent.</summary>
    bool CanClose { get; }

    /// <summary>The code in the other side's close frame; null if there was none.</summary>
    GatewayCloseCode? CloseCode { get; }

    /// <summary>When the last bytes of the last message were read. Many messages may come with one read.</summary>
    DateTimeOffset ReceivedAt { get; }

    /// <summary>Receives one whole message. It is valid until the next call; after a close frame there is none.</summary>
    ValueTask<SocketMessage> ReceiveAsync();

    /// <summary>Hands over the memory that the last message lies in: an array of the shared pool, the caller's from now on.</summary>
    byte[] Detach(ReadOnlyMemory<byte> message);

    /// <summary>Sends one text message.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> text);

    /// <summary>Sends a close frame; the other side's may still come.</summary>
    ValueTask CloseAsync(GatewayCloseCode code);

    /// <summary>
    /// Drops the connection: what is pending fails at once. Safe from any thread, and more than once. Like disposing, it
    /// throws nothing: it is called by timers.
    /// </summary>
    void Abort();
}
