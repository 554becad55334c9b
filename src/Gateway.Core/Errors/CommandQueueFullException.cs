namespace Gateway.Core;

/// <summary>
/// A command was not taken: as many as <see cref="ShardOptions.MaxQueuedCommands"/> wait to be sent already. The shard is
/// not live for long, or commands are given faster than Discord takes them.
/// </summary>
public sealed class CommandQueueFullException : GatewayException
{
    internal CommandQueueFullException(ShardId shard, int limit)
        : base($"{limit} commands of shard {shard} wait to be sent ({nameof(ShardOptions.MaxQueuedCommands)}): this one was not taken.")
    {
        Shard = shard;
        Limit = limit;
    }

    /// <summary>The shard.</summary>
    public ShardId Shard { get; }

    /// <summary>How many commands wait.</summary>
    public int Limit { get; }
}
