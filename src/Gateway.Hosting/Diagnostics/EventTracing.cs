using System.Diagnostics;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Diagnostics;

/// <summary>A span for each handled event, from its first handler's start to its last one's end. Nothing when nobody listens.</summary>
internal static class EventTracing
{
    private static readonly ActivitySource Source = new(HostingMetricNames.Source);

    /// <summary>Begins a span. It is current for the handlers, not for whoever starts them.</summary>
    public static Activity? Start(EventDelivery delivery)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity? current = Activity.Current;
        Activity.Current = null; // an event is caused by nothing in this process
        Activity? activity = Source.StartActivity(
            delivery.Route.Name is { } name ? $"process {name}" : "process",
            ActivityKind.Consumer,
            parentContext: default,
            [
                new("messaging.system", "discord"),
                new("messaging.operation.name", "process"),
                new("messaging.operation.type", "process"),
                new("messaging.destination.name", delivery.EventName),
                new("messaging.message.id", delivery.Sequence),
                new(HostingMetricNames.ShardTag, delivery.Shard.Id.Id),
            ]);
        Activity.Current = current;
        return activity;
    }
}
