using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Hosting.Dispatch;
using static Gateway.Hosting.HostingMetrics;

namespace Gateway.Hosting.Diagnostics;

/// <summary>Measures events and handlers. What nobody listens to costs a look at a flag, and what listeners throw a measurement.</summary>
internal sealed class DispatchMetrics
{
    private static readonly double[] Seconds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

    private readonly ListenerGuard _guard;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _wait;

    /// <param name="meter">What is measured with.</param>
    /// <param name="lanes">The lanes there are at the moment.</param>
    /// <param name="guard">Told of listeners that throw.</param>
    public DispatchMetrics(Meter meter, Func<IReadOnlyList<EventLane>> lanes, ListenerGuard guard)
    {
        _guard = guard;
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
            Record(_wait, time.GetElapsedTime(delivery.ReadAt), new TagList { { EventName, NameOf(delivery) } });
        }
    }

    /// <summary>Returns when it started, as a timestamp; 0 if nobody measures.</summary>
    public long OnHandlerStarted(TimeProvider time)
    {
        if (!_duration.Enabled && !_active.Enabled)
        {
            return 0;
        }

        Count(1);
        return Math.Max(1, time.GetTimestamp());
    }

    public void OnHandlerEnded(TimeProvider time, long startedAt, EventDelivery delivery, object handler, Exception? thrown)
    {
        if (startedAt == 0)
        {
            return;
        }

        Count(-1);
        var tags = new TagList { { EventName, NameOf(delivery) }, { Handler, HandlerEntry.NameOf(handler) } };
        if (thrown is not null)
        {
            tags.Add(ErrorType, thrown.GetType().FullName);
        }

        Record(_duration, time.GetElapsedTime(startedAt), tags);
    }

    public void OnFailed(EventDelivery delivery, string handler, Exception e)
    {
        if (_failures.Enabled)
        {
            Add(_failures, new TagList { { EventName, NameOf(delivery) }, { Handler, handler }, { ErrorType, e.GetType().FullName } });
        }
    }

    public void OnDropped(EventRoute route) =>
        Add(_dropped, new TagList { { EventName, route.Name ?? Core.GatewayMetrics.UnknownEvent } });

    private void Count(int calls)
    {
        try
        {
            _active.Add(calls);
        }
        catch (Exception e)
        {
            _guard.Tell(e);
        }
    }

    private void Add(Counter<long> counter, in TagList tags)
    {
        try
        {
            counter.Add(1, tags);
        }
        catch (Exception e)
        {
            _guard.Tell(e);
        }
    }

    private void Record(Histogram<double> histogram, TimeSpan time, in TagList tags)
    {
        try
        {
            histogram.Record(time.TotalSeconds, tags);
        }
        catch (Exception e)
        {
            _guard.Tell(e);
        }
    }

    private static string NameOf(EventDelivery delivery) => delivery.Route.Name ?? Core.GatewayMetrics.UnknownEvent;

    // A shard has several lanes after a restart, and while the number of shards changes.
    private static IEnumerable<Measurement<long>> Observe(IReadOnlyList<EventLane> lanes, Func<EventLane, long> value) => lanes
        .GroupBy(static lane => lane.Shard.Id)
        .Select(shard => new Measurement<long>(shard.Sum(value), new KeyValuePair<string, object?>(Shard, shard.Key)));
}
