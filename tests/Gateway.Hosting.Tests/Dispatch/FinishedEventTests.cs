using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Dispatch;

/// <summary>Up to which sequence a lane says that all has finished.</summary>
public class FinishedEventTests
{
    private readonly Gates _gates = new();

    [Fact]
    public async Task Events_that_run_hold_it_back()
    {
        await using DispatchFixture fixture = Fixture();
        Assert.Null(fixture.Lane.FinishedSequence);
        await fixture.FeedAsync("TYPING_START", "{}");
        await fixture.SayAsync("a"); // 2
        await fixture.SayAsync("b");
        await fixture.FeedAsync("TYPING_START", "{}");
        Assert.Equal(1, fixture.Lane.FinishedSequence);
        _gates.Open("b");
        await fixture.Calls.WaitForAsync("end b");
        Assert.Equal(1, fixture.Lane.FinishedSequence);
        _gates.Open("a");
        await fixture.HandledAsync();
        Assert.Equal(4, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task A_new_session_does_not_wait_for_events_of_the_old_one()
    {
        await using DispatchFixture fixture = Fixture();
        await fixture.SayAsync("a");
        await fixture.FeedAsync("READY", "{}"); // 2
        Assert.Equal(2, fixture.Lane.FinishedSequence);
        _gates.Open("a");
        await fixture.HandledAsync();
        Assert.Equal(2, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task What_is_read_while_the_application_stops_does_not_count()
    {
        await using DispatchFixture fixture = Fixture();
        await fixture.SayAsync("a");
        Task<bool> drained = fixture.Dispatcher.DrainAsync(CancellationToken.None);
        await fixture.SayAsync("too late");
        await fixture.FeedAsync("TYPING_START", "{}");
        _gates.Open("a");
        Assert.True(await drained.SoonAsync());
        Assert.Equal(1, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task What_gave_up_or_was_left_behind_has_to_come_again()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((m, c, t) => m.Content == "gives up" ? new(Task.Delay(Timeout.InfiniteTimeSpan, t)) : _gates.NoteAsync(m, c, "")));
        await fixture.SayAsync("a");
        await fixture.SayAsync("gives up"); // 2
        await fixture.SayAsync("stubborn");
        _gates.Open("a");
        await fixture.Calls.WaitForAsync("end a");
        Assert.False(await fixture.Dispatcher.DrainAsync(new CancellationToken(canceled: true)));
        Task cancelled = fixture.Dispatcher.CancelHandlersAsync();
        await fixture.Time.PassAsync(EventDispatcher.Grace);
        await cancelled.SoonAsync();
        Assert.Equal(1, fixture.Lane.FinishedSequence);
        _gates.Open("stubborn");
        await fixture.Calls.WaitForAsync("end stubborn");
        Assert.Equal(1, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task What_still_waits_for_its_turn_when_handlers_have_to_give_up_has_to_come_again()
    {
        await using DispatchFixture fixture = Fixture(o => o.Ordering = EventOrdering.PerShard);
        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        Assert.False(await fixture.Dispatcher.DrainAsync(new CancellationToken(canceled: true)));
        Task cancelled = fixture.Dispatcher.CancelHandlersAsync();
        _gates.Open("a", "b");
        await cancelled.SoonAsync();
        Assert.Equal(["begin a", "end a"], fixture.Calls.Notes);
        Assert.Equal(1, fixture.Lane.FinishedSequence);
        Assert.DoesNotContain(fixture.Logs.Lines, static line => line.Text.Contains("left behind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lane_that_is_opened_after_the_stop_takes_nothing()
    {
        await using DispatchFixture fixture = Fixture();
        await fixture.HandledAsync();
        var late = new EventLane(fixture.Dispatcher, fixture.Shard.Id, finished: 40);
        await late.DispatchAsync(fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message("a")));
        Assert.Empty(fixture.Calls.Notes);
        Assert.Equal(40, late.FinishedSequence);
    }

    private DispatchFixture Fixture(Action<DispatchOptions>? options = null) => new(
        gateway => gateway.AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "")), options: options);
}
