namespace Gateway.Core;

/// <summary>A command cannot be sent, or answered, any more: its shard was closed, or Discord refused it for good.</summary>
public sealed class ShardClosedException : GatewayException
{
    internal ShardClosedException(ShardId shard)
        : base($"Shard {shard} is closed: the command was not sent, or will not be answered.") => Shard = shard;

    /// <summary>The shard.</summary>
    public ShardId Shard { get; }
}
