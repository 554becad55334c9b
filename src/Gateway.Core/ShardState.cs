namespace Gateway.Core;

/// <summary>Where a shard stands.</summary>
public enum ShardState
{
    /// <summary>Nobody has begun to read the shard.</summary>
    Idle,

    /// <summary>Pausing before the next connection.</summary>
    Waiting,

    /// <summary>In the identify queue: other shards come first, or the day's budget, or Discord answers no Identify with Ready.</summary>
    Queued,

    /// <summary>Connecting, or connected and waiting for Discord's Hello.</summary>
    Connecting,

    /// <summary>Identify is on its way; Discord is preparing a new session.</summary>
    Identifying,

    /// <summary>Resume is on its way; missed events are replayed.</summary>
    Resuming,

    /// <summary>Live: events come as they happen.</summary>
    Ready,

    /// <summary>Closed by <see cref="Shard.CloseAsync"/>, or no longer read.</summary>
    Closed,

    /// <summary>Discord refused the shard for good; <see cref="ShardStatus.LastEnd"/> says why.</summary>
    Failed,
}
