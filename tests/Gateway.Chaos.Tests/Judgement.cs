using System.Globalization;
using Gateway.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>What the simulated Discord has to say about a fleet: whether it kept to the limits.</summary>
internal static class Judgement
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    // The reasons of the simulator's own for closing; harm gives none.
    private static readonly string[] Innocent = ["", "Reconnect was asked for."];

    /// <param name="discord">Whom it asks.</param>
    /// <param name="maxConcurrency">How many buckets there are.</param>
    /// <param name="late">By how much this machine may be late in noticing that an IDENTIFY has come.</param>
    public static IEnumerable<string> On(SimulatedDiscord discord, int maxConcurrency, TimeSpan late = default) =>
        Identifies(discord, maxConcurrency, late).Concat(Closes(discord)).Concat(Frames(discord));

    private static IEnumerable<string> Identifies(SimulatedDiscord discord, int maxConcurrency, TimeSpan late)
    {
        if (discord.TokenResets > 0)
        {
            yield return "The budget of session starts was overrun.";
        }

        foreach (var bucket in discord.Identifies.GroupBy(identify => identify.ShardId % maxConcurrency))
        {
            foreach (var (first, second) in bucket.Zip(bucket.Skip(1)))
            {
                if (second.At - first.At < Window - late)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Bucket {bucket.Key}: IDENTIFYs at {first.At:O} ({first.Connection}) and {second.At:O} ({second.Connection}).");
                }
            }
        }

        // Remembered from the last IDENTIFY of a day to the first: never more in any 24 hours than Discord allows.
        var times = discord.Identifies.Select(static identify => identify.At).ToArray();
        for (int i = 1000; i < times.Length; i++)
        {
            if (times[i] - times[i - 1000] < TimeSpan.FromHours(24))
            {
                yield return $"1001 IDENTIFYs within a day, at {times[i]:O}.";
            }
        }
    }

    private static IEnumerable<string> Closes(SimulatedDiscord discord) => discord.Connections
        .Where(static connection => connection.CloseFromServer is { } close && close.Code != connection.CloseFromClient?.Code && !Innocent.Contains(close.Reason))
        // A command that was on its way when opcode 9 came cannot be called back.
        .Where(static connection => connection.CloseFromServer!.Code != 4003 || connection.Sent.All(static frame => frame.Opcode != 9))
        .Select(static connection => $"{connection} was closed with {connection.CloseFromServer!.Code}: {connection.CloseFromServer.Reason}");

    // A reserve for heartbeats is kept, and nothing is ever sent that the protocol does not know.
    private static IEnumerable<string> Frames(SimulatedDiscord discord) => discord.Connections
        .SelectMany(static connection => connection.Received.Where(static frame => frame.IsRaw).Select(frame => $"{connection} received {frame}"));
}
