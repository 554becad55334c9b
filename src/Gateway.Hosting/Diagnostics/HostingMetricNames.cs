namespace Gateway.Hosting.Diagnostics;

/// <summary>The names under which this package measures and traces; docs/metrics-hosting.md describes them.</summary>
internal static class HostingMetricNames
{
    /// <summary>The name of the meter, and of the activity source.</summary>
    public const string Source = "Gateway.Hosting";

    public const string HandlerDuration = "discord.gateway.handler.duration";
    public const string HandlerFailures = "discord.gateway.handler.failures";
    public const string HandlersActive = "discord.gateway.handler.active";
    public const string EventsDropped = "discord.gateway.dispatch.dropped";
    public const string EventWait = "discord.gateway.dispatch.wait";
    public const string EventsPending = "discord.gateway.dispatch.pending";
    public const string EventsWaiting = "discord.gateway.dispatch.waiting";

    public const string EventTag = "discord.event";
    public const string HandlerTag = "discord.handler";
    public const string ShardTag = "discord.shard.id";
    public const string ErrorTag = "error.type";
}
