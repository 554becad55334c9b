using Gateway.Core.Transport;
using Microsoft.Extensions.Time.Testing;
using static Gateway.Core.ConnectionEndReason;

namespace Gateway.Core.Tests;

public class DeadlineTests
{
    private readonly List<ConnectionEndReason> _ends = [];

    [Fact]
    public async Task It_ends_what_it_ends_once_its_time_has_come()
    {
        var time = new FakeTimeProvider();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(20), HelloTimedOut);

        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(_ends);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([HelloTimedOut], _ends);
    }

    [Fact]
    public async Task One_that_is_infinitely_far_away_is_none()
    {
        var time = new FakeTimeProvider();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(20), HelloTimedOut);
        deadline.Set(Timeout.InfiniteTimeSpan, ReadyTimedOut);

        time.Advance(TimeSpan.FromDays(40));

        Assert.Empty(_ends);
    }

    [Fact]
    public async Task One_that_starts_anew_ends_what_it_ends_a_whole_time_later()
    {
        bool startsAnew = true;
        var time = new FakeTimeProvider();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(60), ResumedTimedOut, () => startsAnew);

        time.Advance(TimeSpan.FromSeconds(60));
        startsAnew = false;
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(_ends);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([ResumedTimedOut], _ends);
    }

    [Fact]
    public async Task One_that_was_frozen_does_not_start_anew()
    {
        var time = new FakeTimeProvider();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(60), ResumedTimedOut, static () => true);
        deadline.Freeze(TimeSpan.FromSeconds(5), LoggedOff);

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([LoggedOff], _ends);
    }

    [Fact]
    public async Task A_frozen_one_is_neither_moved_nor_cleared()
    {
        var time = new FakeTimeProvider();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Freeze(TimeSpan.FromSeconds(5), LoggedOff);
        deadline.Set(TimeSpan.FromSeconds(1), ReadyTimedOut);
        deadline.Freeze(TimeSpan.FromSeconds(60), ProtocolError);
        deadline.Clear();

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([LoggedOff], _ends);
    }

    [Fact]
    public async Task A_timer_that_goes_off_after_it_was_cleared_ends_nothing()
    {
        var time = new HandedTime();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(20), HelloTimedOut);
        time.Elapsed = TimeSpan.FromSeconds(20);
        deadline.Clear();

        time.GoOff();

        Assert.Empty(_ends);
    }

    [Fact]
    public async Task A_timer_that_goes_off_after_it_was_moved_ends_nothing_before_its_time()
    {
        var time = new HandedTime();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(20), HelloTimedOut);
        time.Elapsed = TimeSpan.FromSeconds(20);
        deadline.Set(TimeSpan.FromSeconds(60), ReadyTimedOut);

        time.GoOff();
        Assert.Empty(_ends);
        time.Elapsed = TimeSpan.FromSeconds(80);
        time.GoOff();

        Assert.Equal([ReadyTimedOut], _ends);
    }

    [Fact]
    public async Task A_timer_that_goes_off_too_early_goes_off_again()
    {
        var time = new HandedTime();
        await using var deadline = new Deadline(time, _ends.Add);
        deadline.Set(TimeSpan.FromSeconds(20), HelloTimedOut);
        time.Elapsed = TimeSpan.FromMilliseconds(19_990.4);

        time.GoOff();
        Assert.Empty(_ends);
        Assert.Equal(TimeSpan.FromMilliseconds(10), time.DueIn);
        time.Elapsed = TimeSpan.FromSeconds(20);
        time.GoOff();

        Assert.Equal([HelloTimedOut], _ends);
    }

    /// <summary>Time that passes when it is told to, and a timer that goes off when it is told to.</summary>
    private sealed class HandedTime : TimeProvider
    {
        private Action? _goOff;

        public TimeSpan Elapsed { get; set; }

        /// <summary>What the timer was set to last.</summary>
        public TimeSpan DueIn { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public void GoOff() => _goOff!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _goOff = () => callback(state);
            return new Timer(this);
        }

        private sealed class Timer(HandedTime time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                time.DueIn = dueTime;
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
