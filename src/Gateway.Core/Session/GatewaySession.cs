namespace Gateway.Core;

/// <summary>What it takes to resume a session: kept by whoever wants a shard to survive a restart.</summary>
/// <param name="Id">The session's id, as Ready gave it. With the token it gives access to the session: keep it private.</param>
/// <param name="Sequence">
/// The sequence after which Discord replays. <see cref="Shard.Session"/> counts the message that is being handled as received:
/// whoever must not lose it stores the sequence of the last one that was finished instead.
/// </param>
/// <param name="ResumeUri">Where Discord wants the session resumed; null if Ready named no usable address.</param>
public sealed record GatewaySession(string Id, long Sequence, Uri? ResumeUri)
{
    /// <summary>The sequence only: a session id does not belong in a log.</summary>
    public override string ToString() => $"session at sequence {Sequence}";
}
