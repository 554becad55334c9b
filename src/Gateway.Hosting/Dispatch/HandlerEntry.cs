using Gateway.Core.Events;
using Gateway.Hosting.Diagnostics;
using Gateway.Hosting.Handlers;

namespace Gateway.Hosting.Dispatch;

/// <summary>One handler of an event, as it was registered, ready to be called.</summary>
internal sealed class HandlerEntry(HandlerKind kind)
{
    private ReportPace _slowReported;

    /// <summary>Whether it is a raw handler.</summary>
    public bool IsRaw => kind is RawKind;

    /// <summary>The handler as logs call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The one object for all events; null if each event has its own.</summary>
    public object? Singleton { get; init; }

    /// <summary>Gets the handler, or all that the container knows, for one event.</summary>
    public Func<IServiceProvider, object[]> Resolve { get; init; } = static _ => [];

    /// <summary>How long it may take; null for as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>After how long it is reported.</summary>
    public TimeSpan SlowAfter { get; init; }

    /// <summary>Its own lines; null for none.</summary>
    public HandlerOrder? Order { get; init; }

    /// <summary>Whether it goes with the bot's ordering. One that does not runs apart.</summary>
    public bool FollowsBot { get; init; }

    /// <summary>Whether it waits for no other handler of its event, and has a scope of its own, if it asks for one.</summary>
    public bool RunsApart => Singleton is not null || !FollowsBot;

    /// <summary>Whether there is something for it in an event that was read.</summary>
    public bool Accepts(EventDelivery delivery) => kind.Accepts(delivery);

    /// <summary>The event as it gets it; null for a raw one.</summary>
    public IGatewayEvent? EventOf(EventDelivery delivery) => kind.EventOf(delivery);

    public ValueTask CallAsync(object handler, IGatewayEvent? e, EventContext context, CancellationToken cancellationToken) =>
        kind.CallAsync(handler, e, context, cancellationToken);

    /// <summary>Whether it may be reported as slow now: once a minute at most.</summary>
    public bool MayReportSlow(TimeProvider time, long now) => _slowReported.MayReport(time, now);

    /// <summary>A handler as logs call it.</summary>
    public static string NameOf(object handler) => handler is INamedHandler named ? named.Name : handler.GetType().Name;
}
