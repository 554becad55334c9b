using Gateway.Core;

namespace Gateway.Hosting.Tests.Support;

/// <summary>Lets everyone identify at once.</summary>
internal sealed class QuickQueue : IIdentifyQueue, IIdentifyPermit
{
    public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

    public ValueTask UseAsync(CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync() => default;
}
