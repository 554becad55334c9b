namespace Gateway.Core;

/// <summary>How many sessions a bot may still start, and until when that holds.</summary>
/// <param name="Total">Sessions that may be started per day.</param>
/// <param name="Remaining">Sessions that may still be started. At 0, a shard that needs a new session waits.</param>
/// <param name="ResetsAt">When there are <paramref name="Total"/> again.</param>
public sealed record IdentifyBudget(int Total, int Remaining, DateTimeOffset ResetsAt)
{
    /// <summary>
    /// When the last Identify was sent, whichever shard's: after a restart, nobody identifies within five seconds of it.
    /// Null if none has been.
    /// </summary>
    public DateTimeOffset? LastIdentifyAt { get; init; }

    /// <summary>Two accounts whose reset times differ by less than this are of the same day.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Whether two reset times are of one day: Discord says how long it is until then, which differs by what the answer took.</summary>
    internal static bool IsSameDay(DateTimeOffset resetsAt, DateTimeOffset other) => (resetsAt - other).Duration() < Tolerance;

    /// <summary>What Discord said at <paramref name="now"/>.</summary>
    internal static IdentifyBudget Of(SessionStartLimit limit, DateTimeOffset now) =>
        new(Math.Max(1, limit.Total), limit.Remaining, now + limit.ResetAfter);

    /// <summary>
    /// What holds if this is our own account and <paramref name="discord"/> Discord's. Of the same day, the lower one
    /// counts: Discord may not have counted our last Identifies yet, nor we those of another process. Otherwise Discord's.
    /// </summary>
    internal IdentifyBudget MergedWith(IdentifyBudget discord) =>
        IsSameDay(ResetsAt, discord.ResetsAt)
            ? discord with { Remaining = Math.Min(Remaining, discord.Remaining), LastIdentifyAt = LastIdentifyAt }
            : discord with { LastIdentifyAt = LastIdentifyAt };
}
