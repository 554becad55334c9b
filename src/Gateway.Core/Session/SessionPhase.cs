namespace Gateway.Core.Session;

/// <summary>Where a session stands in the life of its connection.</summary>
internal enum SessionPhase
{
    /// <summary>No connection. The last action said when there will be one, if ever.</summary>
    Disconnected,

    /// <summary>Connecting, or connected and waiting for Hello.</summary>
    AwaitingHello,

    /// <summary>Hello came, Identify is on its way: waiting for Ready.</summary>
    AwaitingReady,

    /// <summary>Hello came, Resume is on its way: replayed events, then Resumed.</summary>
    AwaitingResumed,

    /// <summary>Ready or Resumed came.</summary>
    Live,
}
