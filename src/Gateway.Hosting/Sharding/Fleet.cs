using Gateway.Core;

namespace Gateway.Hosting.Sharding;

/// <summary>The shards of this process that count the same total.</summary>
internal sealed class Fleet(int total, IReadOnlyList<ShardRunner> runners)
{
    private readonly Dictionary<int, ShardRunner> _byId = runners.ToDictionary(static runner => runner.Id.Id);

    public int Total => total;

    public IReadOnlyList<ShardRunner> Runners => runners;

    public IReadOnlyList<Shard> Shards { get; } = [.. runners.Select(static runner => runner.Shard)];

    /// <summary>The shard that serves a guild, if it runs in this process.</summary>
    public ShardRunner? Of(Snowflake guildId) => Find(ShardId.OfGuild(guildId, total).Id);

    public ShardRunner? Find(int id) => _byId.GetValueOrDefault(id);

    /// <summary>Begins to read all. Each takes its place in the identify queue before the next does, so their turns come in this order.</summary>
    public void Begin()
    {
        foreach (ShardRunner runner in runners)
        {
            runner.Begin();
        }
    }

    /// <summary>Whether all that was read, and that the gates have admitted, has been handled.</summary>
    public bool HasHandledAll => runners.All(static runner => runner.HasHandledAll);

    /// <summary>Closes all, side by side.</summary>
    public Task CloseAsync(ShardClose how) => Task.WhenAll(runners.Select(runner => runner.StopAsync(how, CancellationToken.None)));
}
