namespace Gateway.Core.Session;

/// <summary>All that the session rules remember. Immutable: the machine makes the next one from it.</summary>
internal readonly record struct SessionState
{
    public SessionPhase Phase { get; init; }

    /// <summary>The id of a session that may be resumed; null if the next step is to identify.</summary>
    public string? SessionId { get; init; }

    public Uri? ResumeUri { get; init; }

    /// <summary>The newest sequence seen in the session: what heartbeats carry and a Resume continues from.</summary>
    public long? Sequence { get; init; }

    /// <summary>Where the current connection goes, or the next one.</summary>
    public GatewayHost Host { get; init; }

    /// <summary>Connections that ended in a row without one of them proving stable: what backoff grows with.</summary>
    public int Failures { get; init; }

    /// <summary>Resumes in a row that got neither Resumed nor an event that was not known.</summary>
    public int UnansweredResumes { get; init; }

    public GatewaySession? Session => SessionId is null ? null : new GatewaySession(SessionId, Sequence ?? 0, ResumeUri);
}
