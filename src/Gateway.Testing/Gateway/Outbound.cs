namespace Gateway.Testing;

/// <summary>Something the writer of a connection has to do, in its turn.</summary>
internal abstract record Outbound
{
    /// <summary>When it was said; it may go out later.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>An envelope. A null <paramref name="Data"/> is a JSON null.</summary>
    public sealed record Envelope(int Op, string? EventName, long? Sequence, ReadOnlyMemory<byte>? Data) : Outbound;

    /// <summary>A message of any content; compressed like any other unless <paramref name="Binary"/>.</summary>
    public sealed record Raw(ReadOnlyMemory<byte> Message, bool Binary) : Outbound;

    /// <summary>The next message as it would be, with the bytes on the wire garbled.</summary>
    public sealed record Garble : Outbound;

    /// <summary>Events to be made ready at once and sent when told.</summary>
    public sealed record Flood(IReadOnlyList<SessionEvent> Events) : Outbound
    {
        public TaskCompletionSource Prepared { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Bytes { get; set; }

        /// <summary>The connection is over: nobody is to wait for it.</summary>
        public void GiveUp()
        {
            Prepared.TrySetResult();
            Sent.TrySetResult();
        }
    }

    /// <summary>A message that never ends: fragment upon fragment, for as long as the client takes them.</summary>
    public sealed record Endless : Outbound;

    /// <summary>A close frame; nothing goes out after it.</summary>
    public sealed record Close(int? Code, string Reason) : Outbound;

    /// <summary>The end of the connection, without a close frame.</summary>
    public sealed record Drop : Outbound;
}
