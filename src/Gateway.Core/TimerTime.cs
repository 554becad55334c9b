namespace Gateway.Core;

/// <summary>Times as timers know them.</summary>
internal static class TimerTime
{
    /// <summary>The time in whole milliseconds, rounded up: a timer rounds down, and goes off before the time has passed.</summary>
    public static TimeSpan RoundUp(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
