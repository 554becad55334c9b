using Gateway.Core;

namespace Gateway.Hosting.Tests.Support;

/// <summary>Lets nobody identify, and fails in its own way once that is cancelled.</summary>
internal sealed class RemoteQueue : IIdentifyQueue
{
    private readonly Signal _changed = new();
    private int _asked;

    public Task AskedAsync(int times) =>
        _changed.UntilAsync(() => Volatile.Read(ref _asked) >= times ? this : null, () => $"It was asked {_asked} times, and not {times}.");

    public async ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        _changed.Raise();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new InvalidTimeZoneException("The call was cancelled.");
    }
}
