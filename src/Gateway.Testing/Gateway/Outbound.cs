namespace Gateway.Testing;

/// <summary>Something the writer of a connection has to do, in its turn.</summary>
internal abstract record Outbound
{
    /// <summary>An envelope. A null <paramref name="Data"/> is a JSON null.</summary>
    public sealed record Envelope(int Op, string? EventName, long? Sequence, ReadOnlyMemory<byte>? Data) : Outbound;

    /// <summary>A message of any content; compressed like any other unless <paramref name="Binary"/>.</summary>
    public sealed record Raw(ReadOnlyMemory<byte> Message, bool Binary) : Outbound;

    /// <summary>The next message as it would be, with the bytes on the wire garbled.</summary>
    public sealed record Garble : Outbound;

    /// <summary>A close frame; nothing goes out after it.</summary>
    public sealed record Close(int? Code, string Reason) : Outbound;

    /// <summary>The end of the connection, without a close frame.</summary>
    public sealed record Drop : Outbound;
}
