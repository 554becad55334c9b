using Gateway.Core;

namespace Gateway.Testing.Examples.Tests;

/// <summary>A queue to check. Yours would ask a server that all processes share.</summary>
internal sealed class MyQueue(SessionStartLimit limit, TimeProvider clock) : IIdentifyQueue
{
    private readonly IdentifyQueue _queue = new(limit, clock);

    public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) =>
        _queue.AcquireAsync(shard, cancellationToken);
}
