using System.Text;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

/// <summary>A handler that blocks its thread has the shard's reader with it, until another thread takes over.</summary>
public class BlockingHandlerTests
{
    private readonly ManualResetEventSlim _gate = new();

    [Fact]
    public async Task Another_thread_reads_on_and_the_event_counts_as_one_that_runs()
    {
        await using DispatchFixture fixture = Fixture();
        Task reading = fixture.ReadAsync();
        fixture.Say("block");
        fixture.Say("next");
        await fixture.Calls.WaitForAsync("begin block");
        await PassStuckIntervalsAsync(fixture);

        await fixture.Calls.WaitForAsync("begin next");
        Assert.Equal(1, fixture.Lane.Pending);
        Assert.Null(fixture.Lane.FinishedSequence); // the first still runs
        Assert.Empty(fixture.Logs.At(LogLevel.Warning)); // a machine that is busy looks the same for a moment
        await fixture.Time.PassAsync(EventDispatcher.SlowInterval);
        LogLine line = await fixture.Logs.WaitForAsync("the delegate for MessageCreate blocks its thread on MESSAGE_CREATE of shard 3/16");
        Assert.Equal(LogLevel.Warning, line.Level);

        _gate.Set();
        await fixture.Calls.WaitForAsync("end block");
        fixture.EndReading();
        await reading.SoonAsync();
        await fixture.HandledAsync();
        Assert.Equal(2, fixture.Lane.FinishedSequence);
        Assert.Equal(0, fixture.Lane.Pending);
    }

    [Fact]
    public async Task The_payload_of_the_one_that_blocks_is_its_own_from_then_on()
    {
        await using DispatchFixture fixture = Fixture();
        Task<bool> fed = Task.Run(() => fixture.SayAsync("block").AsTask(), TestContext.Current.CancellationToken);
        await fixture.Calls.WaitForAsync("begin block");
        await PassStuckIntervalsAsync(fixture);
        _gate.Set();

        Assert.False(await fed.SoonAsync()); // it does not read any more
        await fixture.HandledAsync();
        Assert.Contains(DispatchFixture.Message("block"), fixture.Calls.Notes);
    }

    [Fact]
    public async Task What_blocks_and_then_awaits_goes_on_as_any_other()
    {
        var more = new TaskCompletionSource();
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, _) =>
        {
            Calls calls = context.Services.GetRequiredService<Calls>();
            calls.Note("begin");
            _gate.Wait(CancellationToken.None);
            await more.Task;
            calls.Note("end");
        }));
        Task<bool> fed = Task.Run(() => fixture.SayAsync("block").AsTask(), TestContext.Current.CancellationToken);
        await fixture.Calls.WaitForAsync("begin");
        await PassStuckIntervalsAsync(fixture);
        _gate.Set();
        Assert.False(await fed.SoonAsync());
        Assert.Equal(1, fixture.Lane.Pending);
        more.SetResult();
        await fixture.HandledAsync();
        Assert.Equal(["begin", "end"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task A_handler_that_is_quick_enough_is_left_alone()
    {
        await using DispatchFixture fixture = Fixture();
        Task<bool> fed = Task.Run(() => fixture.SayAsync("block").AsTask(), TestContext.Current.CancellationToken);
        await fixture.Calls.WaitForAsync("begin block");
        await fixture.Time.PassAsync(EventDispatcher.CalmInterval);
        _gate.Set();
        Assert.True(await fed.SoonAsync());
        fixture.Time.Advance(EventDispatcher.StuckInterval); // the last tick, which finds nobody
        Assert.Empty(fixture.Logs.At(LogLevel.Warning));
    }

    [Theory]
    [InlineData(59, 25)]
    [InlineData(61, 75)]
    public async Task For_a_minute_after_one_has_blocked_the_next_is_looked_at_sooner(int secondsLater, int milliseconds)
    {
        await using DispatchFixture fixture = Fixture();
        Task first = Task.Run(() => fixture.SayAsync("block").AsTask(), TestContext.Current.CancellationToken);
        await fixture.Calls.WaitForAsync("begin block");
        await PassStuckIntervalsAsync(fixture);
        _gate.Set();
        await first.SoonAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(secondsLater));

        _gate.Reset();
        Task second = Task.Run(() => fixture.SayAsync("block").AsTask(), TestContext.Current.CancellationToken);
        TimeSpan look = await fixture.Time.TakeAsync(EventDispatcher.StuckInterval, EventDispatcher.CalmInterval);
        _gate.Set();
        await second.SoonAsync();
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), look);
    }

    [Fact]
    public async Task One_after_another_may_block()
    {
        const int Count = 6;
        await using DispatchFixture fixture = Fixture();
        Task reading = fixture.ReadAsync();
        for (int i = 0; i < Count; i++)
        {
            fixture.Say("block");
        }

        while (fixture.Lane.Pending < Count)
        {
            fixture.Time.Advance(EventDispatcher.StuckInterval);
            await Task.Yield();
        }

        _gate.Set();
        fixture.EndReading();
        await reading.SoonAsync();
        await fixture.HandledAsync();
        Assert.Equal(Count, fixture.Calls.Notes.Count(static note => note == "end block"));
        Assert.Equal(Count, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task The_bound_holds_for_those_that_block()
    {
        await using DispatchFixture fixture = Fixture(maxConcurrentEvents: 1);
        Task reading = fixture.ReadAsync();
        fixture.Say("block");
        fixture.Say("next");
        await fixture.Calls.WaitForAsync("begin block");
        await PassStuckIntervalsAsync(fixture);
        await fixture.Logs.WaitForAsync("is not read for now");
        Assert.DoesNotContain("begin next", fixture.Calls.Notes);

        _gate.Set();
        await fixture.Calls.WaitForAsync("begin next");
        fixture.EndReading();
        await reading.SoonAsync();
    }

    [Fact]
    public async Task One_that_blocks_when_the_application_stops_is_left_behind_by_name()
    {
        await using DispatchFixture fixture = Fixture();
        Task reading = fixture.ReadAsync();
        fixture.Say("block");
        await fixture.Calls.WaitForAsync("begin block");

        Assert.False(await fixture.Dispatcher.DrainAsync(new CancellationToken(canceled: true)));
        Task cancelled = fixture.Dispatcher.CancelHandlersAsync();
        await fixture.Time.PassAsync(EventDispatcher.Grace);
        await cancelled.SoonAsync();
        await fixture.Logs.WaitForAsync("the delegate for MessageCreate is left behind on MESSAGE_CREATE of shard 3/16");
        fixture.EndReading();
        await reading.SoonAsync(); // another thread has read on
        _gate.Set();
    }

    [Fact]
    public async Task What_a_handler_does_to_its_execution_context_ends_with_it()
    {
        var local = new AsyncLocal<string?>();
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>((message, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note($"{message.Content} {local.Value}");
            local.Value = "set";
            return default;
        }));
        Task reading = fixture.ReadAsync();
        fixture.Say("a");
        fixture.Say("b");
        fixture.EndReading();
        await reading.SoonAsync();
        Assert.Equal(["a ", "b "], fixture.Calls.Notes);
    }

    private static async Task PassStuckIntervalsAsync(DispatchFixture fixture)
    {
        await fixture.Time.PassAsync(EventDispatcher.CalmInterval);
        await fixture.Time.PassAsync(EventDispatcher.StuckInterval);
    }

    private DispatchFixture Fixture(int maxConcurrentEvents = 1024) => new(
        gateway => gateway.AddEventHandler<MessageCreate>((message, context, _) =>
        {
            Calls calls = context.Services.GetRequiredService<Calls>();
            calls.Note($"begin {message.Content}");
            if (message.Content == "block")
            {
                _gate.Wait(CancellationToken.None);
                calls.Note(Encoding.UTF8.GetString(context.RawPayload.Span));
                calls.Note("end block");
            }

            return default;
        }),
        maxConcurrentEvents: maxConcurrentEvents);
}
