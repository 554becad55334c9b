namespace Gateway.Hosting.Diagnostics;

/// <summary>Lets one thing be reported once a minute at most, whoever asks.</summary>
internal struct ReportPace
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _reportedAt; // as a timestamp; 0 for never

    public bool MayReport(TimeProvider time) => MayReport(time, time.GetTimestamp());

    /// <param name="time">The clock.</param>
    /// <param name="now">Its timestamp.</param>
    public bool MayReport(TimeProvider time, long now)
    {
        long last = Volatile.Read(ref _reportedAt);
        return (last == 0 || time.GetElapsedTime(last, now) >= Interval)
            && Interlocked.CompareExchange(ref _reportedAt, now, last) == last;
    }
}
