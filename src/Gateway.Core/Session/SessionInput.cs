namespace Gateway.Core.Session;

/// <summary>Everything that can happen to a session.</summary>
internal enum SessionInputKind
{
    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>Opcode 10.</summary>
    Hello,

    /// <summary>Opcode 0, any event but the next two.</summary>
    Dispatch,

    /// <summary>Opcode 0, READY.</summary>
    Ready,

    /// <summary>Opcode 0, RESUMED.</summary>
    Resumed,

    /// <summary>Opcode 1.</summary>
    HeartbeatRequested,

    /// <summary>Opcode 7.</summary>
    ReconnectRequested,

    /// <summary>Opcode 9.</summary>
    InvalidSession,

    /// <summary>The connection ended, or could not be made.</summary>
    Ended,
}

/// <summary>One thing that happened, with what it brought along.</summary>
internal readonly record struct SessionInput
{
    public SessionInputKind Kind { get; private init; }

    public long? Sequence { get; private init; }

    public string? SessionId { get; private init; }

    public Uri? ResumeUri { get; private init; }

    public bool Resumable { get; private init; }

    public ConnectionEnd? End { get; private init; }

    public bool WasStable { get; private init; }

    public static SessionInput Connecting => new() { Kind = SessionInputKind.Connecting };

    public static SessionInput Hello => new() { Kind = SessionInputKind.Hello };

    public static SessionInput HeartbeatRequested => new() { Kind = SessionInputKind.HeartbeatRequested };

    public static SessionInput ReconnectRequested => new() { Kind = SessionInputKind.ReconnectRequested };

    public static SessionInput Dispatch(long? sequence) => new() { Kind = SessionInputKind.Dispatch, Sequence = sequence };

    public static SessionInput Ready(long? sequence, string? sessionId, Uri? resumeUri) =>
        new() { Kind = SessionInputKind.Ready, Sequence = sequence, SessionId = sessionId, ResumeUri = resumeUri };

    public static SessionInput Resumed(long? sequence) => new() { Kind = SessionInputKind.Resumed, Sequence = sequence };

    public static SessionInput InvalidSession(bool resumable) =>
        new() { Kind = SessionInputKind.InvalidSession, Resumable = resumable };

    /// <param name="end">How it ended.</param>
    /// <param name="wasStable">Whether Ready or Resumed had held for <see cref="ShardOptions.StableAfter"/>.</param>
    public static SessionInput Ended(ConnectionEnd end, bool wasStable = false) =>
        new() { Kind = SessionInputKind.Ended, End = end, WasStable = wasStable };
}
