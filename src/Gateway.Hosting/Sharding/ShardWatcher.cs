using System.Threading.Channels;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// Somebody who watches changes. Until the first one is asked for, nothing but what that somebody holds keeps them:
/// whoever never looks is forgotten.
/// </summary>
internal sealed class ShardWatcher(Channel<ShardChange> changes)
{
    private const int Kept = 1000;

    private readonly WeakReference<Channel<ShardChange>> _changes = new(changes);
    private Channel<ShardChange>? _enumerated;

    /// <summary>Whether nobody can ask for the changes any more.</summary>
    public bool IsForgotten => !_changes.TryGetTarget(out _);

    public static Channel<ShardChange> NewChannel() => Channel.CreateBounded<ShardChange>(
        new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Keeps the changes from now on. False if somebody enumerates them already, or has done so.</summary>
    public bool TryBegin(Channel<ShardChange> changes) => Interlocked.CompareExchange(ref _enumerated, changes, null) is null;

    /// <summary>Tells of a change; the oldest goes when there are too many. False if it is forgotten.</summary>
    public bool TryTell(ShardChange change) => _changes.TryGetTarget(out Channel<ShardChange>? changes) && changes.Writer.TryWrite(change);
}
