namespace Gateway.Hosting;

/// <summary>
/// The names of what a bot measures and traces beside its shards, for whoever collects it:
/// <c>AddMeter(HostingMetrics.MeterName)</c>, <c>AddSource(HostingMetrics.ActivitySourceName)</c>.
/// </summary>
/// <remarks>docs/metrics.md says what each one is. Those of the shards are in <see cref="Core.GatewayMetrics"/>.</remarks>
public static class HostingMetrics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Gateway.Hosting";

    /// <summary>The activity source.</summary>
    public const string ActivitySourceName = "Gateway.Hosting";

    /// <summary>How long handlers took, by <see cref="EventName"/>, <see cref="Handler"/> and <see cref="ErrorType"/>.</summary>
    public const string HandlerDuration = "discord.gateway.handler.duration";

    /// <summary>Calls of handlers that failed, by <see cref="EventName"/>, <see cref="Handler"/> and <see cref="ErrorType"/>.</summary>
    public const string HandlerFailures = "discord.gateway.handler.failures";

    /// <summary>Calls of handlers that run.</summary>
    public const string HandlersActive = "discord.gateway.handler.active";

    /// <summary>Events that were dropped because there was no room, by <see cref="EventName"/>.</summary>
    public const string EventsDropped = "discord.gateway.dispatch.dropped";

    /// <summary>How long events waited from being read to their first handler, by <see cref="EventName"/>.</summary>
    public const string EventWait = "discord.gateway.dispatch.wait";

    /// <summary>Events in the hands of handlers, by <see cref="Shard"/>.</summary>
    public const string EventsPending = "discord.gateway.dispatch.pending";

    /// <summary>Events and calls of handlers that wait for their turn or for room, by <see cref="Shard"/>.</summary>
    public const string EventsWaiting = "discord.gateway.dispatch.waiting";

    /// <summary>Session starts that are left.</summary>
    public const string IdentifiesRemaining = "discord.gateway.identify.remaining";

    /// <summary>Attribute: an event's name as Discord writes it; <c>_OTHER</c> for those the library does not know.</summary>
    public const string EventName = Core.GatewayMetrics.EventName;

    /// <summary>Attribute: the class of a handler.</summary>
    public const string Handler = "discord.gateway.handler";

    /// <summary>Attribute: the id of a shard.</summary>
    public const string Shard = "discord.gateway.shard.id";

    /// <summary>Attribute of both meters: the name of one of several bots; a bot without a name has none.</summary>
    public const string Bot = "discord.gateway.bot";

    /// <summary>Attribute: the type of the exception, if there was one.</summary>
    public const string ErrorType = "error.type";
}
