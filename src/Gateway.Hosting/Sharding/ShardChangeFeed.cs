using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Gateway.Hosting.Sharding;

/// <summary>Hands every change to everyone who watches. Publishing never waits.</summary>
internal sealed class ShardChangeFeed
{
    private readonly Lock _lock = new(); // protects _watchers: it is replaced, never changed
    private ShardWatcher[] _watchers = [];

    public void Publish(ShardChange change)
    {
        bool wereForgotten = false;
        foreach (ShardWatcher watcher in Volatile.Read(ref _watchers))
        {
            wereForgotten |= !watcher.TryTell(change);
        }

        if (wereForgotten)
        {
            lock (_lock)
            {
                _watchers = [.. _watchers.Where(static watcher => !watcher.IsForgotten)];
            }
        }
    }

    /// <summary>Watching begins now, not with the first item that is asked for.</summary>
    public IAsyncEnumerable<ShardChange> WatchAsync(CancellationToken cancellationToken)
    {
        ShardWatcher watcher = Add(out Channel<ShardChange> changes);
        return ReadAsync(watcher, changes, cancellationToken);
    }

    // What it returns holds the channel; the feed does so only while it is being enumerated.
    private async IAsyncEnumerable<ShardChange> ReadAsync(
        ShardWatcher watcher, Channel<ShardChange> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!watcher.TryBegin(changes))
        {
            watcher = Add(out changes); // enumerated once more: that begins here
            watcher.TryBegin(changes);
        }

        try
        {
            await foreach (ShardChange change in changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            Remove(watcher);
        }
    }

    private ShardWatcher Add(out Channel<ShardChange> changes)
    {
        changes = ShardWatcher.NewChannel();
        var watcher = new ShardWatcher(changes);
        lock (_lock)
        {
            _watchers = [.. _watchers.Where(static other => !other.IsForgotten), watcher];
        }

        return watcher;
    }

    private void Remove(ShardWatcher watcher)
    {
        lock (_lock)
        {
            _watchers = [.. _watchers.Where(other => other != watcher)];
        }
    }
}
