using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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
