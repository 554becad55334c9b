namespace Gateway.Core.Tests;

/// <summary>What something allocates on this thread.</summary>
internal static class Allocated
{
    private const int Rounds = 5;

    /// <summary>
    /// The bytes of one round, the first of which makes what is made once. The least of several: a collection, which
    /// another test may cause, counts what was left of this thread's allocation context as allocated.
    /// </summary>
    public static long By(Action round)
    {
        round();
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
