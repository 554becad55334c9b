using System.Globalization;

namespace Gateway.Core;

/// <summary>Where a shard stands, since when, and what brought it there. A snapshot: its values belong together.</summary>
public sealed record ShardStatus
{
    /// <summary>Where it stands.</summary>
    public required ShardState State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>
    /// In <see cref="ShardState.Waiting"/>: when the next connection is due. In <see cref="ShardState.Queued"/>: when the bot's
    /// next session may be started, if none may be now, since the day's are used up or Discord answers none with Ready, and
    /// <see cref="ShardOptions.IdentifyQueue"/> is the library's own. Null otherwise.
    /// </summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// Connections that ended in a row without having held for <see cref="ShardOptions.StableAfter"/>: what the pauses grow
    /// with. 0 after one that had.
    /// </summary>
    public int Failures { get; init; }

    /// <summary>The number of the connection that is there, is being made or is due, counted from the last stable one; from 1.</summary>
    public int Attempt => Failures + 1;

    /// <summary>How the last connection ended: why, who began it, the close code, the error. Null if none has.</summary>
    public ConnectionEnd? LastEnd { get; init; }

    /// <summary>When the last connection ended; null if none has.</summary>
    public DateTimeOffset? LastEndAt { get; init; }

    /// <summary>Until when the shard was last live, or since when it has been: what it has been out for, if it is not live now. Null if it never was.</summary>
    public DateTimeOffset? LastLiveAt { get; init; }

    /// <summary>When Ready began the session. Null if there is none, or if another shard object began it.</summary>
    public DateTimeOffset? SessionSince { get; init; }

    /// <summary>How often the session was resumed by this shard.</summary>
    public int Resumes { get; init; }

    /// <summary>When the last event was received, of any session; null if none was.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>How long Discord took to answer the last heartbeats.</summary>
    public ShardLatency Latency { get; init; } = ShardLatency.None;

    /// <summary>The state in a few words, fit for a log line: <c>Waiting until 12:00:07Z, attempt 3 (no Hello came)</c>.</summary>
    public override string ToString() => State switch
    {
        ShardState.Idle => "Idle",
        ShardState.Ready => $"Ready since {Time(Since)}, latency {Latency}",
        ShardState.Queued when Until is null => $"Queued since {Time(Since)}",
        ShardState.Waiting or ShardState.Queued => $"{State} until {Time(Until ?? Since)}, attempt {Attempt}{Why}",
        ShardState.Closed or ShardState.Failed => $"{State} since {Time(Since)}{Why}",
        _ => $"{State} since {Time(Since)}, attempt {Attempt}",
    };

    private string Why => LastEnd is null ? "" : $" ({LastEnd})";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
