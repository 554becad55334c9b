using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

public class DispatchTelemetryTests
{
    private readonly Gates _gates = new();

    [Fact]
    public async Task Handlers_are_measured()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""))
            .AddEventHandler<MessageCreate, FailingHandler>());
        using var listener = new Listener(fixture.Meters);

        await fixture.SayAsync("a");
        listener.Observe();
        Assert.Equal(1, listener.Sum(HostingMetrics.EventsPending));
        Assert.InRange(listener.Sum(HostingMetrics.HandlersActive), 1, 2);
        _gates.Open("a");
        await fixture.HandledAsync();
        listener.Observe();
        Assert.Equal(0, listener.Sum(HostingMetrics.EventsPending));
        Assert.Equal(0, listener.Sum(HostingMetrics.HandlersActive));
        Assert.Equal(
            [
                "discord.gateway.event=MESSAGE_CREATE, discord.gateway.handler=FailingHandler, error.type=System.InvalidTimeZoneException",
                "discord.gateway.event=MESSAGE_CREATE, discord.gateway.handler=the delegate for MessageCreate",
            ],
            listener.Tags(HostingMetrics.HandlerDuration).Order());
        Assert.Equal(1, listener.Sum(HostingMetrics.HandlerFailures));
        Assert.Equal(["discord.gateway.event=MESSAGE_CREATE"], listener.Tags(HostingMetrics.EventWait));
    }

    [Fact]
    public async Task What_is_dropped_and_what_waits_is_counted()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "")),
            options: o =>
            {
                o.MaxConcurrentEvents = 1;
                o.FullMode = DispatchFullMode.DropOldest;
                o.Droppable = ["MESSAGE_CREATE"];
            });
        using var listener = new Listener(fixture.Meters);
        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.SayAsync("c");
        listener.Observe();
        Assert.Equal(1, listener.Sum(HostingMetrics.EventsDropped));
        Assert.Equal(1, listener.Sum(HostingMetrics.EventsWaiting));
        Assert.Equal(["discord.gateway.shard.id=3"], listener.Tags(HostingMetrics.EventsWaiting));
        _gates.Open("a", "c");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_shard_is_counted_once_whatever_it_has_left_from_before_a_restart()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "")),
            options: static o => o.Ordering = EventOrdering.PerShard);
        using var listener = new Listener(fixture.Meters);
        var restarted = new EventLane(fixture.Dispatcher, fixture.Shard.Id);

        foreach (EventLane lane in (EventLane[])[fixture.Lane, restarted])
        {
            await lane.DispatchAsync(fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message("a")));
            await lane.DispatchAsync(fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message("a")));
        }

        listener.Observe();
        Assert.Equal(["discord.gateway.shard.id=3"], listener.Tags(HostingMetrics.EventsPending));
        Assert.Equal(fixture.Lane.Pending + restarted.Pending, listener.Sum(HostingMetrics.EventsPending));
        Assert.Equal(["discord.gateway.shard.id=3"], listener.Tags(HostingMetrics.EventsWaiting));
        Assert.Equal(2, listener.Sum(HostingMetrics.EventsWaiting));
        _gates.Open("a");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task Each_handled_event_has_a_span_which_is_current_for_its_handlers()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HostingMetrics.MeterName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        Activity? inside = null;
        Activity? after = null;
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<ThreadMemberUpdate>(async (e, context, _) =>
            {
                inside = Activity.Current;
                await _gates.PassAsync("gate");
                after = Activity.Current;
                throw new InvalidTimeZoneException();
            }));

        await fixture.FeedAsync("THREAD_MEMBER_UPDATE", """{"id":"1","user_id":"2","guild_id":"3","join_timestamp":"2026-01-01T00:00:00Z","flags":0}""");
        Assert.Null(Activity.Current);
        _gates.Open("gate");
        await fixture.HandledAsync();
        Activity span = Assert.Single(spans, static span => span.DisplayName == "process THREAD_MEMBER_UPDATE"); // others may run beside
        Assert.Same(span, inside);
        Assert.Same(span, after);
        Assert.Equal(ActivityKind.Consumer, span.Kind);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Null(span.ParentId);
        Assert.Equal("THREAD_MEMBER_UPDATE", span.GetTagItem("messaging.destination.name"));
        Assert.Equal("discord", span.GetTagItem("messaging.system"));
        Assert.Equal("1", span.GetTagItem("messaging.message.id"));
        Assert.Equal(3, span.GetTagItem("discord.gateway.shard.id"));
        Assert.Equal("System.InvalidTimeZoneException", span.GetTagItem("error.type"));
        Assert.Null(span.GetTagItem("discord.gateway.bot"));
    }

    public enum Throws
    {
        WhenMeasured,
        WhenSampled,
        WhenStarted,
        WhenStopped,
        WhenTold,
    }

    public static MatrixTheoryData<Throws, EventOrdering> ThrowingListeners => new(Enum.GetValues<Throws>(), Enum.GetValues<EventOrdering>());

    [Theory]
    [MemberData(nameof(ThrowingListeners))]
    public async Task What_a_listener_throws_costs_what_it_listens_for_and_is_said_once(Throws throws, EventOrdering ordering)
    {
        using MeterListener meters = new();
        using ActivityListener spans = NewThrowingListener(throws);
        ActivitySource.AddActivityListener(spans);
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<VoiceServerUpdate>(static (e, context, _) => Note(e, context, "done at once"))
                .AddEventHandler<VoiceServerUpdate>(
                    async (e, context, _) =>
                    {
                        await _gates.PassAsync(e.Endpoint!);
                        await Note(e, context, "in line");
                    },
                    static handler => handler.Ordering = EventOrdering.PerGuild)
                .AddEventHandler<VoiceServerUpdate, ScopedHandler>()
                .AddEventHandler<VoiceServerUpdate>(static (_, _, _) => throw new InvalidTimeZoneException("on purpose")),
            options: options => options.Ordering = ordering);
        if (throws == Throws.WhenMeasured)
        {
            ThrowAtEachMeasurement(meters, fixture.Meters);
        }

        for (int i = 1; i <= 3; i++)
        {
            await fixture.FeedAsync("VOICE_SERVER_UPDATE", $$"""{"token":"t","guild_id":"3","endpoint":"{{i}}"}""");
        }

        _gates.Open("1", "2", "3");
        await fixture.Calls.WaitForAsync(9);
        await fixture.HandledAsync();

        Assert.Equal(
            from handler in (string[])["done at once", "in line", "scoped"]
            from number in (string[])["1", "2", "3"]
            select $"{handler} {number}",
            fixture.Calls.Notes.Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 3), (fixture.Lane.Pending, fixture.Lane.Waiting, fixture.Lane.FinishedSequence));
        LogLine line = Assert.Single(fixture.Logs.At(LogLevel.Warning));
        Assert.StartsWith("Somebody who listens to Gateway.Hosting throws", line.Text, StringComparison.Ordinal);
        Assert.IsType<InvalidCastException>(line.Exception);
        Assert.Equal(3, fixture.Logs.At(LogLevel.Error).Count()); // of the handler that fails
        Assert.Null(Activity.Current);
    }

    private static ValueTask Note(VoiceServerUpdate e, EventContext context, string what)
    {
        context.Services.GetRequiredService<Calls>().Note($"{what} {e.Endpoint}");
        return default;
    }

    private static void ThrowAtEachMeasurement(MeterListener listener, IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HostingMetrics.MeterName && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new InvalidCastException());
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => throw new InvalidCastException());
        listener.Start();
    }

    // Listens to the whole process: to the event of this test alone, since others run beside.
    private static ActivityListener NewThrowingListener(Throws throws)
    {
        return new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HostingMetrics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                if (options.Name != "process VOICE_SERVER_UPDATE")
                {
                    return ActivitySamplingResult.None;
                }

                ThrowAt(Throws.WhenSampled);
                return throws == Throws.WhenMeasured ? ActivitySamplingResult.None : ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = _ => ThrowAt(Throws.WhenStarted),
            ActivityStopped = _ => ThrowAt(Throws.WhenStopped),
            ExceptionRecorder = (Activity _, Exception _, ref TagList _) => ThrowAt(Throws.WhenTold),
        };

        void ThrowAt(Throws moment)
        {
            if (throws == moment)
            {
                throw new InvalidCastException();
            }
        }
    }

    private sealed class ScopedHandler : IEventHandler<VoiceServerUpdate>
    {
        public ValueTask HandleAsync(VoiceServerUpdate e, EventContext context, CancellationToken cancellationToken) => Note(e, context, "scoped");
    }

    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();

        public Listener(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == HostingMetrics.MeterName && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
            _listener.Start();
        }

        public void Observe() => _listener.RecordObservableInstruments();

        /// <summary>The sum of what was added, or what was observed last.</summary>
        public double Sum(string name) => name is HostingMetrics.EventsPending or HostingMetrics.EventsWaiting
            ? _measured.Last(m => m.Name == name).Value
            : _measured.Where(m => m.Name == name).Sum(static m => m.Value);

        public IEnumerable<string> Tags(string name) => _measured.Where(m => m.Name == name).Select(static m => m.Tags);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var texts = new List<string>();
            foreach ((string key, object? tag) in tags)
            {
                texts.Add($"{key}={tag}");
            }

            _measured.Enqueue((instrument.Name, value, string.Join(", ", texts)));
        }
    }
}
