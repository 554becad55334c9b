namespace Gateway.Core.Compression;

/// <summary>Inflates the messages of one connection, in order. Its context is never used for a second connection.</summary>
internal interface IInflater : IDisposable
{
    /// <summary>
    /// Appends what a websocket message inflates to. Returns whether <paramref name="output"/> now holds a whole
    /// gateway payload; if not, the next websocket message continues it.
    /// </summary>
    /// <exception cref="InvalidDataException">The stream is corrupt.</exception>
    /// <exception cref="MessageTooLargeException">The payload is larger than the output may become.</exception>
    bool Inflate(ReadOnlyMemory<byte> message, PooledBuffer output);
}
