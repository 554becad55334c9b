namespace Gateway.Core.Diagnostics;

/// <summary>What is asked of a shard when somebody collects.</summary>
internal sealed class MeteredShard
{
    public required Func<ShardState> State { get; init; }

    public required Func<int> QueuedCommands { get; init; }
}
