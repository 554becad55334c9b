using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Diagnostics;

/// <summary>
/// Tells of listeners that throw. They are called by whoever measures and traces, who goes on as if nothing had happened:
/// it is logged, at most once a minute, and costs the measurement or the span alone.
/// </summary>
internal sealed partial class ListenerGuard(ILogger logger, TimeProvider time)
{
    private ReportPace _pace;

    /// <summary>A listener has thrown this.</summary>
    public void Tell(Exception e)
    {
        if (_pace.MayReport(time))
        {
            LogListenerFailed(logger, e, HostingMetrics.MeterName);
        }
    }

    [LoggerMessage(147, LogLevel.Warning, "Somebody who listens to {Source} throws: measurements or spans are lost, and nothing else. It is said at most once a minute")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception, string source);
}
