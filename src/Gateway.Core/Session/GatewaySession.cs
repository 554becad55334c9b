namespace Gateway.Core;

/// <summary>What it takes to resume a session: kept by whoever wants a shard to survive a restart.</summary>
/// <param name="Id">The session's id, as Ready gave it. With the token it gives access to the session: keep it private.</param>
/// <param name="Sequence">The sequence of the last event that needs no replay.</param>
/// <param name="ResumeUri">Where Discord wants the session resumed; null if Ready named no usable address.</param>
public sealed record GatewaySession(string Id, long Sequence, Uri? ResumeUri)
{
    /// <summary>The sequence only: a session id does not belong in a log.</summary>
    public override string ToString() => $"session at sequence {Sequence}";
}
