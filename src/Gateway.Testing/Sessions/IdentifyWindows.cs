namespace Gateway.Testing;

/// <summary>One IDENTIFY per window and bucket, where the bucket is <c>shard % max_concurrency</c>.</summary>
internal sealed class IdentifyWindows(TimeProvider clock)
{
    private readonly Dictionary<int, DateTimeOffset> _last = [];

    public bool TryEnter(int shardId, int maxConcurrency, TimeSpan window)
    {
        int bucket = shardId % maxConcurrency;
        var now = clock.GetUtcNow();
        if (_last.TryGetValue(bucket, out var last) && now - last < window)
        {
            return false;
        }

        _last[bucket] = now;
        return true;
    }
}
