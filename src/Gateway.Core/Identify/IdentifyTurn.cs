namespace Gateway.Core;

/// <summary>A shard's place in an <see cref="IdentifyLine"/>, and the turn it becomes. The line's lock protects it.</summary>
internal sealed class IdentifyTurn(int shard)
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The shard's id.</summary>
    public int Shard => shard;

    /// <summary>Completes when it is this shard's turn.</summary>
    public Task Granted => _granted.Task;

    /// <summary>Whether the shard is about to identify, or may be.</summary>
    public bool IsHeld { get; set; }

    /// <summary>When its Identify was sent, as a timestamp; while it is being sent, when that began. Null if it has not come to that.</summary>
    public long? UsedAt { get; set; }

    /// <summary>How many buckets there were then.</summary>
    public int BucketsThen { get; set; }

    public void Grant() => _granted.SetResult();

    public void Cancel(CancellationToken cancellationToken) => _granted.TrySetCanceled(cancellationToken);
}
