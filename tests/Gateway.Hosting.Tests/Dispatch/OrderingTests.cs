using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Dispatch;

public class OrderingTests
{
    private readonly Gates _gates = new();

    [Fact]
    public async Task PerGuild_a_guilds_events_are_handled_one_after_another_and_guilds_side_by_side()
    {
        await using DispatchFixture fixture = Fixture(o => o.Ordering = EventOrdering.PerGuild);
        await fixture.SayAsync("a1", 1);
        await fixture.SayAsync("a2", 1);
        await fixture.SayAsync("a3", 1);
        await fixture.SayAsync("b1", 2);
        await fixture.SayAsync("b2", 2);
        Assert.Equal(["begin a1", "begin b1"], fixture.Calls.Notes);
        Assert.Equal(3, fixture.Lane.Waiting);

        _gates.Open("a1");
        await fixture.Calls.WaitForAsync("begin a2");
        _gates.Open("b1");
        await fixture.Calls.WaitForAsync("begin b2");
        Assert.DoesNotContain("begin a3", fixture.Calls.Notes);
        _gates.Open("a2", "a3", "b2");
        await fixture.HandledAsync();
        Assert.Equal(["begin a1", "end a1", "begin a2", "end a2", "begin a3", "end a3"], fixture.Calls.Notes.Where(static n => n.Contains('a', StringComparison.Ordinal)));
        Assert.Equal(0, fixture.Lane.Waiting);
    }

    [Fact]
    public async Task PerGuild_events_without_a_guild_are_in_a_line_of_their_own()
    {
        await using DispatchFixture fixture = Fixture(o => o.Ordering = EventOrdering.PerGuild);
        await fixture.SayAsync("a", 1);
        await fixture.SayAsync("direct 1");
        await fixture.SayAsync("direct 2");
        Assert.Equal(["begin a", "begin direct 1"], fixture.Calls.Notes);
        _gates.Open("a", "direct 1", "direct 2");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task PerShard_all_events_are_handled_one_after_another()
    {
        await using DispatchFixture fixture = Fixture(o => o.Ordering = EventOrdering.PerShard);
        await fixture.SayAsync("a", 1);
        await fixture.SayAsync("b", 2);
        await fixture.SayAsync("c");
        Assert.Equal(["begin a"], fixture.Calls.Notes);
        _gates.Open("c", "b", "a");
        await fixture.HandledAsync();
        Assert.Equal(["begin a", "end a", "begin b", "end b", "begin c", "end c"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task All_handlers_that_follow_the_bots_ordering_finish_before_the_next_event_starts()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "first "))
                .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "second ")),
            options: o => o.Ordering = EventOrdering.PerGuild);
        await fixture.SayAsync("a", 1);
        await fixture.SayAsync("b", 1);
        _gates.Open("first a");
        await fixture.Calls.WaitForAsync("end first a");
        Assert.DoesNotContain("begin first b", fixture.Calls.Notes);
        _gates.Open("second a", "first b", "second b");
        await fixture.HandledAsync();
        Assert.Equal(["begin first a", "begin second a", "end first a", "end second a", "begin first b"], fixture.Calls.Notes.Take(5));
    }

    [Fact]
    public async Task Handlers_outside_of_the_bots_ordering_are_within_the_span_of_their_event_and_start_its_clock()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HostingMetrics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var spans = new ConcurrentQueue<(string Handler, Activity? Span)>();
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<MessageCreate>(async (m, _, _) =>
                {
                    spans.Enqueue(($"ordered {m.Content}", Activity.Current));
                    await _gates.PassAsync(m.Content);
                })
                .AddEventHandler<MessageCreate>(
                    (m, _, _) =>
                    {
                        spans.Enqueue(($"free {m.Content}", Activity.Current));
                        return default;
                    },
                    o => o.Ordering = EventOrdering.Concurrent),
            options: o => o.Ordering = EventOrdering.PerGuild);
        using var waits = new MeterListener();
        int waited = 0;
        waits.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == HostingMetrics.EventWait && instrument.Meter.Scope == fixture.Meters)
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        waits.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref waited));
        waits.Start();

        await fixture.SayAsync("a", 1);
        await fixture.SayAsync("b", 1);
        Assert.Equal(["free a", "ordered a", "free b"], spans.Select(static span => span.Handler));
        Assert.Equal(2, waited);
        _gates.Open("a", "b");
        await fixture.HandledAsync();
        Assert.Equal(2, waited);
        Assert.All(spans, static span => Assert.NotNull(span.Span));
        Assert.Equal(2, spans.Select(static span => span.Span).Distinct().Count());
        Assert.All(spans.GroupBy(static span => span.Handler[^1]), static of => Assert.Single(of.Select(static span => span.Span).Distinct()));
    }

    [Fact]
    public async Task An_event_that_no_handler_wants_in_the_bots_ordering_does_not_wait_in_its_line()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""))
                .AddEventHandler<MessageDelete>(
                    static (_, context, _) =>
                    {
                        context.Services.GetRequiredService<Calls>().Note("deleted");
                        return default;
                    },
                    o => o.Ordering = EventOrdering.Concurrent),
            options: o => o.Ordering = EventOrdering.PerShard);
        await fixture.SayAsync("a", 1);
        await fixture.FeedAsync("MESSAGE_DELETE", """{"id":"1","channel_id":"2","guild_id":"1"}""");
        Assert.Equal(["begin a", "deleted"], fixture.Calls.Notes);
        Assert.Equal((1, 0), (fixture.Lane.Pending, fixture.Lane.Waiting));
        _gates.Open("a");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_handler_may_have_an_ordering_of_its_own()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "ordered "), o => o.Ordering = EventOrdering.PerGuild)
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "free ")));
        await fixture.SayAsync("a", 1);
        await fixture.SayAsync("b", 1);
        await fixture.SayAsync("c", 2);
        Assert.Equal(["begin ordered a", "begin free a", "begin free b", "begin ordered c", "begin free c"], fixture.Calls.Notes);
        _gates.Open("ordered a");
        await fixture.Calls.WaitForAsync("begin ordered b");
        _gates.Open("ordered b", "ordered c", "free a", "free b", "free c");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_handler_may_do_without_the_bots_ordering()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "ordered "))
                .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "free "), o => o.Ordering = EventOrdering.Concurrent),
            options: o => o.Ordering = EventOrdering.PerShard);
        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        Assert.Equal(["begin free a", "begin ordered a", "begin free b"], fixture.Calls.Notes);
        _gates.Open("ordered a"); // the one that still runs does not hold the line
        await fixture.Calls.WaitForAsync("begin ordered b");
        _gates.Open("ordered b", "free a", "free b");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_class_is_one_line_over_all_its_types_of_event()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<Tracker>(o => o.Ordering = EventOrdering.PerGuild),
            services => services.AddSingleton(_gates));
        await fixture.SayAsync("a", 1);
        await fixture.FeedAsync("MESSAGE_DELETE", """{"id":"1","channel_id":"2","guild_id":"1"}""");
        Assert.Equal(["begin a"], fixture.Calls.Notes);
        _gates.Open("a");
        await fixture.HandledAsync();
        Assert.Equal(["begin a", "end a", "deleted"], fixture.Calls.Notes);
        Assert.Equal(2, fixture.Scopes.Made);
    }

    [Theory]
    [InlineData("MESSAGE_CREATE", """{"x":{"guild_id":"9"},"guild_id":"5"}""", 5)]
    [InlineData("MESSAGE_CREATE", """{"guild_id":5}""", 5)]
    [InlineData("GUILD_CREATE", """{"id":"7","guild_id":"5"}""", 7)]
    [InlineData("MESSAGE_CREATE", """{"guild_id":null}""", 0)]
    [InlineData("MESSAGE_CREATE", """{"id":"7"}""", 0)]
    [InlineData("MESSAGE_CREATE", """{"guild_id":"5x"}""", 0)]
    [InlineData("RESUMED", "null", 0)]
    public void The_guild_of_an_event_that_nobody_reads_is_found(string name, string data, ulong guild) =>
        Assert.Equal(guild, GuildIdReader.Read(name, System.Text.Encoding.UTF8.GetBytes(data)));

    [Fact]
    public async Task Raw_handlers_are_ordered_as_well()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddRawEventHandler<RawTracker>(o =>
            {
                o.Lifetime = ServiceLifetime.Singleton;
                o.Ordering = EventOrdering.PerGuild;
            }),
            services => services.AddSingleton(_gates));
        await fixture.FeedAsync("A", """{"guild_id":"1"}""");
        await fixture.FeedAsync("B", """{"guild_id":"1"}""");
        await fixture.FeedAsync("C", """{"guild_id":"2"}""");
        Assert.Equal(["begin A", "begin C"], fixture.Calls.Notes);
        _gates.Open("A", "B", "C");
        await fixture.HandledAsync();
        Assert.Contains("""end B {"guild_id":"1"}""", fixture.Calls.Notes);
    }

    [Fact]
    public async Task Ordered_events_take_places_while_they_wait()
    {
        await using DispatchFixture fixture = Fixture(o =>
        {
            o.Ordering = EventOrdering.PerShard;
            o.MaxConcurrentEvents = 2;
        });
        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        Task third = fixture.SayAsync("c").AsTask();
        Assert.False(third.IsCompleted);
        _gates.Open("a");
        await third.SoonAsync();
        _gates.Open("b", "c");
        await fixture.HandledAsync();
    }

    [Theory]
    [InlineData(EventOrdering.PerGuild, EventOrdering.PerGuild)]
    [InlineData(EventOrdering.Concurrent, EventOrdering.PerGuild)]
    public async Task What_has_waited_runs_in_the_context_that_the_shard_is_read_in(EventOrdering bot, EventOrdering handler)
    {
        var shard = new AsyncLocal<string?>();
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>(
                async (message, context, _) =>
                {
                    Calls calls = context.Services.GetRequiredService<Calls>();
                    calls.Note($"{message.Content} in {shard.Value}");
                    await _gates.PassAsync(message.Content!);
                },
                o => o.Ordering = handler),
            options: o => o.Ordering = bot);
        shard.Value = "shard 3";
        Task reading = fixture.ReadAsync();
        shard.Value = null;
        fixture.Say("a", 1);
        fixture.Say("b", 1);
        await fixture.Calls.WaitForAsync("a in shard 3");
        fixture.EndReading();
        await reading.SoonAsync();
        Assert.Equal(1, fixture.Lane.Waiting);

        _gates.Open("a", "b");
        await fixture.HandledAsync();
        Assert.Equal(["a in shard 3", "b in shard 3"], fixture.Calls.Notes);
    }

    private DispatchFixture Fixture(Action<DispatchOptions> options) => new(
        gateway => gateway.AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "")), options: options);

    internal sealed class Tracker(Calls calls, Gates gates) : IEventHandler<MessageCreate>, IEventHandler<MessageDelete>
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => gates.NoteAsync(e, context, "");

        public ValueTask HandleAsync(MessageDelete e, EventContext context, CancellationToken cancellationToken)
        {
            calls.Note("deleted");
            return default;
        }
    }

    internal sealed class RawTracker(Calls calls, Gates gates) : IRawEventHandler
    {
        public async ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken)
        {
            calls.Note($"begin {e.Name}");
            await gates.PassAsync(e.Name);
            calls.Note($"end {e.Name} {System.Text.Encoding.UTF8.GetString(e.Data.Span)}");
        }
    }
}
