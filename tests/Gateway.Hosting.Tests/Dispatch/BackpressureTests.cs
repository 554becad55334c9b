using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

public class BackpressureTests
{
    private readonly Gates _gates = new();

    [Fact]
    public async Task The_newest_of_what_may_be_dropped_is_dropped()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropNewest, "MESSAGE_CREATE");
        foreach (string text in (string[])["a", "b", "c", "d"])
        {
            Assert.True(await fixture.SayAsync(text).AsTask().SoonAsync());
        }

        Assert.Equal(["begin a", "begin b"], fixture.Calls.Notes);
        Assert.Equal(2, fixture.Lane.Pending);
        _gates.Open("a");
        await fixture.Calls.WaitForAsync("end a");
        await Soon.UntilAsync(() => fixture.Lane.Pending == 1);
        Assert.Equal(1, fixture.Lane.FinishedSequence);
        await fixture.SayAsync("e");
        _gates.Open("b", "e");
        await fixture.HandledAsync();
        Assert.DoesNotContain(fixture.Calls.Notes, static note => note.EndsWith('c') || note.EndsWith('d'));
        Assert.Equal(5, fixture.Lane.FinishedSequence); // dropped is finished
    }

    [Fact]
    public async Task The_oldest_that_waits_of_what_may_be_dropped_is_dropped()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "message_create");
        foreach (string text in (string[])["a", "b", "c", "d", "e", "f"])
        {
            Assert.True(await fixture.SayAsync(text).AsTask().SoonAsync());
        }

        Assert.Equal(["begin a", "begin b"], fixture.Calls.Notes);
        Assert.Equal((2, 2), (fixture.Lane.Pending, fixture.Lane.Waiting));
        _gates.Open("a");
        await fixture.Calls.WaitForAsync("begin e");
        _gates.Open("e");
        await fixture.Calls.WaitForAsync("begin f");
        _gates.Open("b", "f");
        await fixture.HandledAsync();
        Assert.DoesNotContain(fixture.Calls.Notes, static note => note.EndsWith('c') || note.EndsWith('d'));
        Assert.Equal(6, fixture.Lane.FinishedSequence);
        Assert.Equal((0, 0), (fixture.Lane.Pending, fixture.Lane.Waiting));
    }

    [Fact]
    public async Task What_may_not_be_dropped_waits_behind_what_waits_already()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "MESSAGE_CREATE", gateway => gateway
            .AddEventHandler<MessageDelete>((_, context, _) =>
            {
                context.Services.GetRequiredService<Calls>().Note("deleted");
                return default;
            }));
        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.SayAsync("c");
        Task deleted = fixture.FeedAsync("MESSAGE_DELETE", """{"id":"1","channel_id":"2"}""").AsTask();
        _gates.Open("a");
        await fixture.Calls.WaitForAsync("begin c");
        Assert.False(deleted.IsCompleted);
        _gates.Open("b");
        await deleted.SoonAsync();
        _gates.Open("c");
        await fixture.HandledAsync();
        Assert.Contains("deleted", fixture.Calls.Notes);
    }

    [Fact]
    public async Task What_waits_keeps_its_order()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "MESSAGE_CREATE", options: o =>
        {
            o.MaxConcurrentEvents = 50;
            o.Ordering = EventOrdering.PerShard;
        });
        string[] texts = [.. Enumerable.Range(0, 100).Select(static i => $"{i}")];
        foreach (string text in texts)
        {
            await fixture.SayAsync(text);
        }

        _gates.Open(texts);
        await fixture.HandledAsync();
        Assert.Equal(texts.Select(static text => $"end {text}"), fixture.Calls.Notes.Where(static note => note.StartsWith("end", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_waited_and_then_blocks_its_thread_holds_up_only_its_own_line()
    {
        using var gate = new ManualResetEventSlim();
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<MessageCreate>(async (message, context, cancellationToken) =>
                {
                    await _gates.NoteAsync(message, context, "");
                    if (message.Content == "c")
                    {
                        gate.Wait(cancellationToken);
                    }
                })
                .AddEventHandler<MessageDelete>((deleted, context, _) =>
                {
                    context.Services.GetRequiredService<Calls>().Note($"deleted {deleted.Id}");
                    return default;
                }),
            options: o =>
            {
                o.MaxConcurrentEvents = 2;
                o.Ordering = EventOrdering.PerGuild;
                o.FullMode = DispatchFullMode.DropOldest;
                o.Droppable = ["MESSAGE_CREATE"];
            });
        _gates.Open("c");
        await fixture.SayAsync("a", guild: 1);
        await fixture.SayAsync("b", guild: 2);
        await fixture.SayAsync("c", guild: 3);
        _gates.Open("a");
        await fixture.Calls.WaitForAsync("end c");
        _gates.Open("b"); // one place is free from here on

        await fixture.FeedAsync("MESSAGE_DELETE", """{"id":"7","channel_id":"2","guild_id":"4"}""").AsTask().SoonAsync();
        await fixture.Calls.WaitForAsync("deleted 7");
        await fixture.FeedAsync("MESSAGE_DELETE", """{"id":"8","channel_id":"2","guild_id":"3"}""").AsTask().SoonAsync();
        Assert.Equal(1, fixture.Lane.Waiting);
        Assert.DoesNotContain("deleted 8", fixture.Calls.Notes);
        gate.Set();
        await fixture.HandledAsync();
        Assert.Contains("deleted 8", fixture.Calls.Notes);
    }

    [Fact]
    public async Task What_waited_is_not_overtaken_while_it_is_on_its_way()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "MESSAGE_CREATE");
        EventDelivery[] events = [.. Enumerable.Range(0, 3).Select(_ => new EventDelivery(fixture.Lane))];
        var baton = new Baton();
        var places = new LanePlaces(capacity: 2, inOrder: true, baton);
        Assert.True(places.TryTake(events[0], baton.Enter()));
        Assert.True(places.TryTake(events[1], baton.Enter()));
        Assert.True(places.TryPark(events[2], out EventDelivery? next, out EventDelivery? dropped));
        Assert.Equal((null, null), (next, dropped));

        Assert.Same(events[2], places.Leave(events[0]));
        Assert.Null(places.Leave(events[1]));
        Task room = places.WaitForRoomAsync();
        Assert.False(places.HasRoom, "An event may be started before the one that waited.");
        Assert.False(room.IsCompleted, "Whoever waits is let in before the one that waited has been started.");

        Assert.Null(places.HandedOver());
        Assert.True(places.HasRoom);
        await room;
    }

    [Fact]
    public async Task Nothing_waits_for_a_place_once_all_are_free_for_good()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "MESSAGE_CREATE");
        EventDelivery[] events = [.. Enumerable.Range(0, 2).Select(_ => new EventDelivery(fixture.Lane))];
        var baton = new Baton();
        var places = new LanePlaces(capacity: 1, inOrder: false, baton);
        Assert.True(places.TryTake(events[0], baton.Enter()));
        Task drained = places.CloseAsync();
        Assert.Null(places.Leave(events[0]));
        Assert.True(drained.IsCompleted);

        Assert.False(places.TryPark(events[1], out EventDelivery? next, out EventDelivery? dropped));
        Assert.Equal((null, null, 0), (next, dropped, places.Taken));
    }

    [Fact]
    public async Task That_events_are_dropped_is_said_once_a_minute_with_their_number()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropNewest, "MESSAGE_CREATE");
        for (int i = 0; i < 7; i++)
        {
            await fixture.SayAsync($"{i}");
        }

        LogLine line = Assert.Single(fixture.Logs.At(LogLevel.Warning));
        Assert.Equal("Events dropped: 1, since handlers are slower than events and Discord:Dispatch:FullMode is DropNewest", line.Text);
        fixture.Time.Advance(TimeSpan.FromMinutes(1)); // without another one
        Assert.Contains(fixture.Logs.At(LogLevel.Warning), static line => line.Text.StartsWith("Events dropped: 4, ", StringComparison.Ordinal));
        await fixture.SayAsync("more");
        await fixture.SayAsync("and more");
        _gates.Open("0", "1");
        await Soon.UntilAsync(() => fixture.Lane.Pending == 0);
        Assert.Equal(2, fixture.Logs.At(LogLevel.Warning).Count());
        fixture.Time.Advance(TimeSpan.FromMinutes(1)); // and without an event that runs
        Assert.Contains(fixture.Logs.At(LogLevel.Warning), static line => line.Text.StartsWith("Events dropped: 2, ", StringComparison.Ordinal));
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, fixture.Logs.At(LogLevel.Warning).Count());
    }

    [Fact]
    public async Task How_many_more_were_dropped_is_said_when_the_application_stops()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropNewest, "MESSAGE_CREATE");
        for (int i = 0; i < 7; i++)
        {
            await fixture.SayAsync($"{i}");
        }

        _gates.Open("0", "1");
        await fixture.HandledAsync();
        Assert.Equal(["Events dropped: 1", "Events dropped: 4"], fixture.Logs.At(LogLevel.Warning).Select(static line => line.Text.Split(',')[0]));
    }

    [Fact]
    public async Task What_waits_when_the_application_stops_is_handled_still()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "MESSAGE_CREATE");
        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.SayAsync("c");
        Task<bool> drained = fixture.Dispatcher.DrainAsync(CancellationToken.None);
        _gates.Open("a", "b", "c");
        Assert.True(await drained.SoonAsync());
        Assert.Contains("end c", fixture.Calls.Notes);
        Assert.Equal(3, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task What_finds_no_room_in_the_moment_in_which_the_lane_is_closed_is_not_started_and_has_to_come_again()
    {
        await using DispatchFixture fixture = Fixture(DispatchFullMode.DropOldest, "MESSAGE_CREATE");
        EventLane? lane = null;
        var closing = new Closing(sequence: 3, () => lane!.CloseAsync());
        lane = new EventLane(fixture.Dispatcher, fixture.Shard.Id) { Filter = closing };
        foreach (string text in (string[])["a", "b", "c"])
        {
            Assert.True(await lane.DispatchAsync(fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message(text))).AsTask().SoonAsync());
        }

        Assert.Equal((2, 0), (lane.Pending, lane.Waiting));
        _gates.Open("a", "b", "c");
        await closing.Closed!.SoonAsync();
        Assert.Equal(0, lane.Pending);
        Assert.DoesNotContain("begin c", fixture.Calls.Notes);
        Assert.Equal(2, lane.FinishedSequence);
    }

    private DispatchFixture Fixture(
        DispatchFullMode fullMode, string droppable, Action<IDiscordGatewayBuilder>? gateway = null, Action<DispatchOptions>? options = null) => new(
        builder =>
        {
            builder.AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""));
            gateway?.Invoke(builder);
        },
        options: o =>
        {
            o.MaxConcurrentEvents = 2;
            o.FullMode = fullMode;
            o.Droppable = [droppable];
            options?.Invoke(o);
        });

    /// <summary>Closes the lane between its look at whether it is closed and its look for room.</summary>
    private sealed class Closing(long sequence, Func<Task> close) : IEventFilter
    {
        public Task? Closed { get; private set; }

        public Admission Admit(in GatewayMessage message)
        {
            if (message.Sequence == sequence)
            {
                Closed = close();
            }

            return default;
        }
    }
}
