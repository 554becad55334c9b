namespace Gateway.Load;

/// <summary>What a .NET client says about itself.</summary>
/// <param name="Allocated">Bytes allocated since the start.</param>
/// <param name="PauseMilliseconds">How long collections have stopped it since the start.</param>
/// <param name="Collections">How many collections there were.</param>
/// <param name="ManagedBytes">What is alive, or not yet collected.</param>
internal sealed record Snapshot(long Allocated, double PauseMilliseconds, int Collections, long ManagedBytes)
{
    public static Snapshot Take() => new(
        GC.GetTotalAllocatedBytes(precise: true),
        GC.GetTotalPauseDuration().TotalMilliseconds,
        GC.CollectionCount(0),
        GC.GetTotalMemory(forceFullCollection: false));
}
