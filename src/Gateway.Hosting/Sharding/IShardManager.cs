using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>The shards of this process. Safe to use from any thread; a singleton.</summary>
public interface IShardManager
{
    /// <summary>How many shards the bot has in all, over all processes; null until Discord has said so.</summary>
    int? Total { get; }

    /// <summary>The shards of this process, by id; empty until Discord has said how many there are. Each knows its own status.</summary>
    IReadOnlyList<Shard> Shards { get; }

    /// <summary>The shard that serves a guild; null if it runs in another process, or does not exist yet.</summary>
    Shard? Find(Snowflake guildId);
}
