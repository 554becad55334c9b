using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>A shard has come into another state.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Status">Its status from then on.</param>
public sealed record ShardChange(ShardId Shard, ShardStatus Status);
