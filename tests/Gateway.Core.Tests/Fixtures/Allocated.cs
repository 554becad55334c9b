namespace Gateway.Core.Tests;

/// <summary>What something allocates on this thread.</summary>
internal static class Allocated
{
    private const int Rounds = 3;

    /// <summary>
    /// The bytes of one round, after one that makes what is made once. The least of several: a collection, which another
    /// test may cause, counts what was left of this thread's allocation context as allocated.
    /// </summary>
    /// <param name="action">What is done.</param>
    /// <param name="times">How often in a round: what is allocated only now and then is seen as well.</param>
    public static long By(Action action, int times = 1)
    {
        action();
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int time = 0; time < times; time++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
