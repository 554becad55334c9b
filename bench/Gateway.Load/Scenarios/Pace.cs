using System.Diagnostics;

namespace Gateway.Load;

/// <summary>Sends a round to many connections at a fixed rate each, spread evenly in time. It spins: it has a processor to itself.</summary>
internal static class Pace
{
    /// <summary>Sends the round; returns when each event was sent, by connection and place, as timestamps.</summary>
    public static long[][] Send(LoadConnection[] connections, Round round, double perSecond)
    {
        long[][] sent = [.. connections.Select(_ => new long[round.Events])];
        double ticksPerEvent = Stopwatch.Frequency / perSecond;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < round.Events; i++)
        {
            for (int c = 0; c < connections.Length; c++)
            {
                long due = start + (long)(ticksPerEvent * (i + ((double)c / connections.Length)));
                while (Stopwatch.GetTimestamp() < due)
                {
                    Thread.SpinWait(10);
                }

                sent[c][i] = Stopwatch.GetTimestamp();
                connections[c].Send(round.Event(i).Span);
            }
        }

        return sent;
    }
}
