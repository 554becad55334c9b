using Gateway.Core;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// Which shards have no connection, from the first that loses its own until all are live again. Not safe to use from
/// several threads.
/// </summary>
internal sealed class Outage(TimeProvider time)
{
    private readonly Dictionary<ShardId, (long Since, TimeSpan? Lasted)> _shards = [];
    private long _begun;
    private int _out;

    /// <summary>Whether somebody was told of it as a whole: then its end is news as well.</summary>
    public bool IsToldOf { get; set; }

    /// <summary>How many shards have been in it.</summary>
    public int Affected => _shards.Count;

    /// <summary>For how long it has been, in whole seconds.</summary>
    public TimeSpan Duration => Since(_begun);

    /// <summary>A shard has lost its connection, or could not connect. If it is the only one now, it is the first of another outage.</summary>
    public void OnLost(ShardId shard)
    {
        long now = time.GetTimestamp();
        if (_out == 0)
        {
            _shards.Clear();
            _begun = now;
            IsToldOf = false;
        }

        if (!IsOut(shard))
        {
            _shards[shard] = (now, null);
            _out++;
        }
    }

    /// <summary>A shard is live, or is not to be any more. Returns whether it was the last that all waited for.</summary>
    public bool OnEnded(ShardId shard)
    {
        if (!IsOut(shard))
        {
            return false;
        }

        long since = _shards[shard].Since;
        _shards[shard] = (since, Since(since));
        return --_out == 0;
    }

    /// <summary>How long a shard that is live again was not, in whole seconds; null if it is not, or never lost a connection in this outage.</summary>
    public TimeSpan? DurationOf(ShardId shard) => _shards.GetValueOrDefault(shard).Lasted;

    private TimeSpan Since(long timestamp) => TimeSpan.FromSeconds(Math.Ceiling(time.GetElapsedTime(timestamp).TotalSeconds));

    private bool IsOut(ShardId shard) => _shards.TryGetValue(shard, out (long Since, TimeSpan? Lasted) one) && one.Lasted is null;
}
