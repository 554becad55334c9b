using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>
/// Time that passes only while nothing else goes on: whatever a step of it has set going is over before the next. It looks
/// at the thread pool from a thread of its own, which is why nothing else may run in the process.
/// </summary>
internal sealed class VirtualTime(FakeTimeProvider clock, SimulatedDiscord discord)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private long _done;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Runs what waits for time on a thread of its own.</summary>
    public static async Task RunAsync(Action run)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                run();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        thread.Name = "Virtual time"; // or it would pass for the thread of the pool that started it
        thread.Start();
        await done.Task;
    }

    /// <summary>Waits until nothing goes on any more, and lets time pass in one step.</summary>
    public void Pass(TimeSpan step)
    {
        Settle();
        clock.Advance(step);
    }

    /// <summary>Lets time pass in steps until a condition holds.</summary>
    public void PassUntil(Func<bool> condition, TimeSpan step, TimeSpan atMost, string expected)
    {
        DateTimeOffset end = Now + atMost;
        while (!SettledOn(condition))
        {
            Assert.True(Now < end, $"{expected}: not within {atMost} of virtual time.");
            Pass(step);
        }
    }

    private bool SettledOn(Func<bool> condition)
    {
        Settle();
        return condition();
    }

    /// <summary>Waits, in real time, until a condition holds that no time has to pass for; gives up after a while.</summary>
    public void SettleUntil(Func<bool> condition)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!SettledOn(condition) && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            Thread.Yield();
        }
    }

    /// <summary>Waits, in real time, until nothing goes on any more.</summary>
    public void Settle()
    {
        long began = TimeProvider.System.GetTimestamp();
        var spin = new SpinWait();
        while (!IsSettled())
        {
            spin.SpinOnce();
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                Assert.Fail("Something goes on for ever.");
            }
        }
    }

    // What costs nothing first: the threads are looked at once nothing seems to go on.
    private bool IsSettled()
    {
        long before = _done;
        long done = _done = ThreadPool.CompletedWorkItemCount;
        return done == before
            && ThreadPool.PendingWorkItemCount == 0
            && discord.IsQuiet
            && !PoolThreads.Work
            && ThreadPool.PendingWorkItemCount == 0
            && ThreadPool.CompletedWorkItemCount == done;
    }
}
