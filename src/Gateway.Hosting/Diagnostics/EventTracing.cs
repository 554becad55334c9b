using System.Diagnostics;
using System.Globalization;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Diagnostics;

/// <summary>
/// A span for each handled event, from its first handler's start to its last one's end. Nothing when nobody listens; what
/// listeners throw costs the span alone.
/// </summary>
/// <remarks>Names and kinds as in <see href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/"/>.</remarks>
internal sealed class EventTracing(ListenerGuard guard)
{
    private static readonly ActivitySource Source = new(HostingMetrics.ActivitySourceName);

    /// <summary>Begins a span. It is current for the handlers, not for whoever starts them.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="bot">The name of one of several bots; empty for one without.</param>
    public Activity? Start(EventDelivery delivery, string bot)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity? current = Activity.Current;
        Activity.Current = null; // an event is caused by nothing in this process
        try
        {
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

            return activity;
        }
        catch (Exception e)
        {
            guard.Tell(e);
            return null;
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>A handler of the event has failed, or its time is over. The last one to fail gives the span its type.</summary>
    public void Fail(Activity activity, Exception e)
    {
        try
        {
            activity
                .SetStatus(ActivityStatusCode.Error, e.GetType().Name)
                .SetTag(HostingMetrics.ErrorType, e.GetType().FullName)
                .AddException(e);
        }
        catch (Exception thrown)
        {
            guard.Tell(thrown);
        }
    }

    /// <summary>The last handler of the event has finished.</summary>
    public void Stop(Activity activity)
    {
        try
        {
            activity.Stop();
        }
        catch (Exception e)
        {
            guard.Tell(e);
        }
    }
}
