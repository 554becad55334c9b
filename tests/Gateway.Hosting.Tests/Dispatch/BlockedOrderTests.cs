using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Dispatch;

/// <summary>Order holds as well where a handler without one blocks its thread, and another thread reads on.</summary>
public class BlockedOrderTests
{
    private readonly Gates _gates = new();
    private readonly ManualResetEventSlim _gate = new();

    [Theory]
    [InlineData(EventOrdering.Concurrent, EventOrdering.PerGuild)]
    [InlineData(EventOrdering.Concurrent, EventOrdering.PerShard)]
    [InlineData(EventOrdering.PerGuild, EventOrdering.PerShard)]
    public async Task A_handler_with_an_ordering_of_its_own_sees_no_event_before_the_one_that_is_stuck(EventOrdering bot, EventOrdering ordering)
    {
        await using DispatchFixture fixture = Fixture(bot, ordering);
        await ReadThreeAsync(fixture);
        Assert.Equal(["ordered block", "ordered next", "ordered last"], Ordered(fixture));
    }

    [Theory]
    [InlineData(EventOrdering.PerGuild)]
    [InlineData(EventOrdering.PerShard)]
    public async Task A_handler_in_the_bots_ordering_sees_no_event_before_the_one_that_is_stuck(EventOrdering bot)
    {
        await using DispatchFixture fixture = Fixture(bot, null);
        await ReadThreeAsync(fixture);
        Assert.Equal(["ordered block", "ordered next", "ordered last"], Ordered(fixture));
    }

    [Theory]
    [InlineData(EventOrdering.Concurrent, EventOrdering.PerGuild)]
    [InlineData(EventOrdering.PerGuild, null)]
    public async Task One_whose_turn_comes_does_not_wait_for_the_handler_that_blocks(EventOrdering bot, EventOrdering? ordered)
    {
        await using DispatchFixture fixture = Fixture(bot, ordered);
        Task reading = fixture.ReadAsync();
        fixture.Say("slow", 1);
        fixture.Say("block", 1);
        await fixture.Calls.WaitForAsync("free block");
        Assert.DoesNotContain("ordered block", fixture.Calls.Notes);
        _gates.Open("slow");
        await fixture.Calls.WaitForAsync("ordered block");

        _gate.Set();
        fixture.EndReading();
        await reading.SoonAsync();
        await fixture.HandledAsync();
        Assert.Equal((0, 2), (fixture.Lane.Waiting, fixture.Lane.FinishedSequence));
    }

    [Theory]
    [InlineData(EventOrdering.Concurrent, EventOrdering.PerGuild)]
    [InlineData(EventOrdering.PerGuild, null)]
    public async Task What_is_in_line_behind_one_that_blocks_when_handlers_have_to_give_up_has_to_come_again(EventOrdering bot, EventOrdering? ordered)
    {
        await using DispatchFixture fixture = Fixture(bot, ordered);
        Task reading = fixture.ReadAsync();
        fixture.Say("block", 1);
        fixture.Say("next", 1);
        await fixture.Calls.WaitForAsync("free block");
        await PassStuckIntervalsAsync(fixture);
        await fixture.Calls.WaitForAsync("free next");

        Assert.False(await fixture.Dispatcher.DrainAsync(new CancellationToken(canceled: true)));
        Task cancelled = fixture.Dispatcher.CancelHandlersAsync();
        _gate.Set();
        await cancelled.SoonAsync();
        fixture.EndReading();
        await reading.SoonAsync();
        Assert.Empty(Ordered(fixture));
        Assert.Equal((0, 0), (fixture.Lane.Pending, fixture.Lane.Waiting));
        Assert.Null(fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task A_shard_is_not_taken_from_whoever_still_reads_the_event()
    {
        await using DispatchFixture fixture = Fixture(EventOrdering.PerGuild, null);
        fixture.Logs.Logging = line =>
        {
            if (line.Text.Contains("could not be read", StringComparison.Ordinal))
            {
                _gate.Wait(CancellationToken.None); // it takes its time
            }
        };
        Task<bool> fed = Task.Run(() => fixture.FeedAsync("MESSAGE_CREATE", """{"id":{}}""").AsTask(), TestContext.Current.CancellationToken);
        await PassStuckIntervalsAsync(fixture);
        _gate.Set();
        Assert.True(await fed.SoonAsync());
    }

    /// <summary>Reads three events of a guild, of which a handler blocks on the first.</summary>
    private async Task ReadThreeAsync(DispatchFixture fixture)
    {
        Task reading = fixture.ReadAsync();
        fixture.Say("block", 1);
        fixture.Say("next", 1);
        fixture.Say("last", 1);
        await fixture.Calls.WaitForAsync("free block");
        await PassStuckIntervalsAsync(fixture);
        await fixture.Calls.WaitForAsync("free last"); // so that what is to wait for the first has been read
        _gate.Set();
        await fixture.Calls.WaitForAsync("ordered last");
        fixture.EndReading();
        await reading.SoonAsync();
        await fixture.HandledAsync();
    }

    private DispatchFixture Fixture(EventOrdering bot, EventOrdering? ordered) => new(
        gateway => gateway
            .AddEventHandler<MessageCreate>(
                (message, context, _) =>
                {
                    context.Services.GetRequiredService<Calls>().Note($"free {message.Content}");
                    if (message.Content == "block")
                    {
                        _gate.Wait(CancellationToken.None);
                    }

                    return default;
                },
                o => o.Ordering = EventOrdering.Concurrent)
            .AddEventHandler<MessageCreate>(
                async (message, context, _) =>
                {
                    context.Services.GetRequiredService<Calls>().Note($"ordered {message.Content}");
                    if (message.Content == "slow")
                    {
                        await _gates.PassAsync("slow");
                    }
                },
                o => o.Ordering = ordered),
        options: o => o.Ordering = bot);

    private static IEnumerable<string> Ordered(DispatchFixture fixture) =>
        fixture.Calls.Notes.Where(static note => note.StartsWith("ordered", StringComparison.Ordinal));

    private static async Task PassStuckIntervalsAsync(DispatchFixture fixture)
    {
        await fixture.Time.PassAsync(EventDispatcher.CalmInterval);
        await fixture.Time.PassAsync(EventDispatcher.StuckInterval);
    }
}
