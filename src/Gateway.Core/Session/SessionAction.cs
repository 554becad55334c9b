namespace Gateway.Core.Session;

/// <summary>What the loop has to do because of an input.</summary>
internal enum SessionActionKind
{
    None,

    /// <summary>Send an Identify.</summary>
    Identify,

    /// <summary>Send a Resume.</summary>
    Resume,

    /// <summary>Take commands, stop waiting: Ready or Resumed came.</summary>
    BecomeLive,

    /// <summary>Send a heartbeat at once, without shifting the schedule.</summary>
    Heartbeat,

    /// <summary>End the connection with a code that keeps the session.</summary>
    HangUp,

    /// <summary>Connect, after a pause.</summary>
    Connect,

    /// <summary>Nothing more: the shard was closed, or is no longer read.</summary>
    Stop,

    /// <summary>Nothing more: Discord said that trying again is pointless.</summary>
    Fail,
}

internal readonly record struct SessionAction(SessionActionKind Kind)
{
    /// <summary>For <see cref="SessionActionKind.HangUp"/>: why.</summary>
    public ConnectionEndReason Reason { get; init; }

    /// <summary>For <see cref="SessionActionKind.BecomeLive"/>: whether a new session began, or the old one goes on.</summary>
    public bool IsNewSession { get; init; }

    /// <summary>For <see cref="SessionActionKind.Connect"/>: whether to pause at least as long as Discord asks for after opcode 9.</summary>
    public bool AfterInvalidSession { get; init; }
}
