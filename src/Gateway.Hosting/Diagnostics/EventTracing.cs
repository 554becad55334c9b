using System.Diagnostics;
using System.Globalization;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Diagnostics;

/// <summary>A span for each handled event, from its first handler's start to its last one's end. Nothing when nobody listens.</summary>
/// <remarks>Names and kinds as in <see href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/"/>.</remarks>
internal static class EventTracing
{
    private static readonly ActivitySource Source = new(HostingMetrics.ActivitySourceName);

    /// <summary>Begins a span. It is current for the handlers, not for whoever starts them.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="bot">The name of one of several bots; empty for one without.</param>
    public static Activity? Start(EventDelivery delivery, string bot)
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
                new("messaging.message.id", delivery.Sequence?.ToString(CultureInfo.InvariantCulture)),
                new(HostingMetrics.Shard, delivery.Shard.Id.Id),
            ]);
        if (bot.Length > 0)
        {
            activity?.SetTag(HostingMetrics.Bot, bot);
        }

        Activity.Current = current;
        return activity;
    }

    /// <summary>A handler of the event has failed, or its time is over. The last one to fail gives the span its type.</summary>
    public static void Fail(Activity activity, Exception e) => activity
        .SetStatus(ActivityStatusCode.Error, e.GetType().Name)
        .SetTag(HostingMetrics.ErrorType, e.GetType().FullName)
        .AddException(e);
}
