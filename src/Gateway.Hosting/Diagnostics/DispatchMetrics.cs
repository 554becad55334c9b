using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Hosting.Dispatch;
using static Gateway.Hosting.HostingMetrics;

namespace Gateway.Hosting.Diagnostics;

/// <summary>Measures events and handlers. What nobody listens to costs a look at a flag.</summary>
internal sealed class DispatchMetrics
{
    private static readonly double[] Seconds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _wait;

    /// <param name="meters">Where meters come from.</param>
    /// <param name="lanes">The lanes there are at the moment.</param>
    public DispatchMetrics(IMeterFactory meters, Func<IReadOnlyList<EventLane>> lanes)
    {
        Meter meter = meters.Create(MeterName);
        var buckets = new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds };
        _duration = meter.CreateHistogram(HandlerDuration, "s", "How long a handler took for one event.", advice: buckets);
        _failures = meter.CreateCounter<long>(HandlerFailures, "{failure}", "Calls of handlers that threw, or took longer than they may.");
        _active = meter.CreateUpDownCounter<long>(HandlersActive, "{call}", "Calls of handlers that run.");
        _dropped = meter.CreateCounter<long>(EventsDropped, "{event}", "Events that were dropped because there was no room.");
        _wait = meter.CreateHistogram(EventWait, "s", "How long an event waited from being read to its first handler.", advice: buckets);
        meter.CreateObservableUpDownCounter(
            EventsPending, () => Observe(lanes(), static lane => lane.Pending), "{event}", "Events of a shard in the hands of handlers.");
        meter.CreateObservableUpDownCounter(
            EventsWaiting, () => Observe(lanes(), static lane => lane.Waiting), "{event}", "Events of a shard, and calls of handlers, that wait for their turn.");
    }

    public long OnRead(TimeProvider time) => _wait.Enabled ? time.GetTimestamp() : 0;

    public void OnStarted(TimeProvider time, EventDelivery delivery)
    {
        if (delivery.ReadAt != 0)
        {
            _wait.Record(time.GetElapsedTime(delivery.ReadAt).TotalSeconds, new KeyValuePair<string, object?>(EventName, NameOf(delivery)));
        }
    }

    /// <summary>Returns when it started, as a timestamp; 0 if nobody measures.</summary>
    public long OnHandlerStarted(TimeProvider time)
    {
        if (!_duration.Enabled && !_active.Enabled)
        {
            return 0;
        }

        _active.Add(1);
        return Math.Max(1, time.GetTimestamp());
    }

    public void OnHandlerEnded(TimeProvider time, long startedAt, EventDelivery delivery, object handler, Exception? thrown)
    {
        if (startedAt == 0)
        {
            return;
        }

        _active.Add(-1);
        var tags = new TagList { { EventName, NameOf(delivery) }, { Handler, HandlerEntry.NameOf(handler) } };
        if (thrown is not null)
        {
            tags.Add(ErrorType, thrown.GetType().FullName);
        }

        _duration.Record(time.GetElapsedTime(startedAt).TotalSeconds, tags);
    }

    public void OnFailed(EventDelivery delivery, string handler, Exception e)
    {
        if (_failures.Enabled)
        {
            _failures.Add(1, new TagList { { EventName, NameOf(delivery) }, { Handler, handler }, { ErrorType, e.GetType().FullName } });
        }
    }

    public void OnDropped(EventRoute route) =>
        _dropped.Add(1, new KeyValuePair<string, object?>(EventName, route.Name ?? Core.GatewayMetrics.UnknownEvent));

    private static string NameOf(EventDelivery delivery) => delivery.Route.Name ?? Core.GatewayMetrics.UnknownEvent;

    // A shard has several lanes after a restart, and while the number of shards changes.
    private static IEnumerable<Measurement<long>> Observe(IReadOnlyList<EventLane> lanes, Func<EventLane, long> value) => lanes
        .GroupBy(static lane => lane.Shard.Id)
        .Select(shard => new Measurement<long>(shard.Sum(value), new KeyValuePair<string, object?>(Shard, shard.Key)));
}
