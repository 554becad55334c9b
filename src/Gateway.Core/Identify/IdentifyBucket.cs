namespace Gateway.Core;

/// <summary>One shard of a bucket at a time is about to identify; the others wait in line.</summary>
internal sealed class IdentifyBucket
{
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>When the last Identify was sent, as a timestamp. Touched only by the holder of the turn.</summary>
    public long? LastUsed { get; set; }
}
