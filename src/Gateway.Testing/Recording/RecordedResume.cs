using System.Globalization;

namespace Gateway.Testing;

/// <summary>A RESUME the simulator received, whatever came of it.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Connection">The connection it came over.</param>
/// <param name="SessionId">The session it named.</param>
/// <param name="Sequence">The last sequence number the client says it has.</param>
/// <param name="ShardId">The shard of that session; null if the session is unknown.</param>
public sealed record RecordedResume(DateTimeOffset At, RecordedConnection Connection, string SessionId, long Sequence, int? ShardId)
{
    /// <summary>The RESUME in short, without the session's id.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RESUME of shard {ShardId} from {Sequence} over {Connection}");
}
