using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Gateway.Hosting.Sharding;

/// <summary>Hands every change to everyone who watches. Publishing never waits.</summary>
internal sealed class ShardChangeFeed
{
    private const int Kept = 1000;

    private readonly Lock _lock = new(); // protects _watchers: it is replaced, never changed
    private Channel<ShardChange>[] _watchers = [];

    public void Publish(ShardChange change)
    {
        foreach (Channel<ShardChange> watcher in Volatile.Read(ref _watchers))
        {
            watcher.Writer.TryWrite(change); // the oldest goes when it is full
        }
    }

    public IAsyncEnumerable<ShardChange> WatchAsync(CancellationToken cancellationToken)
    {
        // Watching begins now, not with the first item that is asked for.
        Channel<ShardChange> watcher = Channel.CreateBounded<ShardChange>(
            new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_lock)
        {
            _watchers = [.. _watchers, watcher];
        }

        return ReadAsync(watcher, cancellationToken);
    }

    private async IAsyncEnumerable<ShardChange> ReadAsync(Channel<ShardChange> watcher, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ShardChange change in watcher.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers = [.. _watchers.Where(other => other != watcher)];
            }
        }
    }
}
