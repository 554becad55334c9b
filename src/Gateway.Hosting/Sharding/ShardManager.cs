using Gateway.Core;

namespace Gateway.Hosting.Sharding;

/// <summary>Holds the shards once there are some.</summary>
internal sealed class ShardManager : IShardManager
{
    private Fleet? _fleet;

    public int? Total => Volatile.Read(ref _fleet)?.Total;

    public IReadOnlyList<Shard> Shards => Volatile.Read(ref _fleet)?.Shards ?? [];

    public Shard? Find(Snowflake guildId) =>
        Volatile.Read(ref _fleet) is { } fleet && fleet.ById.TryGetValue(ShardId.OfGuild(guildId, fleet.Total).Id, out Shard? shard) ? shard : null;

    public void Set(int total, IReadOnlyList<Shard> shards) =>
        Volatile.Write(ref _fleet, new Fleet(total, shards, shards.ToDictionary(static shard => shard.Id.Id)));

    private sealed record Fleet(int Total, IReadOnlyList<Shard> Shards, Dictionary<int, Shard> ById);
}
