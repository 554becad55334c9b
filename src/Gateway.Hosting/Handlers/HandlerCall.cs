using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting;

/// <summary>One call of one handler, as middleware sees it.</summary>
/// <remarks>Middleware may pass a changed copy on: <c>next(call with { CancellationToken = … })</c>.</remarks>
public sealed record HandlerCall
{
    /// <summary>
    /// A call made by hand, to test middleware with. It has no handler: the gateway's own <see cref="HandlerDelegate"/>
    /// refuses it with an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="event">The event; null for a raw handler.</param>
    /// <param name="context">Where it came from.</param>
    /// <param name="handler">The handler's name.</param>
    public HandlerCall(IGatewayEvent? @event, EventContext context, string handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Event = @event;
        Context = context;
        Handler = handler;
    }

    /// <summary>The event; null for a raw handler, which gets <see cref="EventContext.RawPayload"/>.</summary>
    public IGatewayEvent? Event { get; }

    /// <summary>Where the event came from. Its services are those of the handler.</summary>
    public EventContext Context { get; }

    /// <summary>The handler as logs call it: the name of its class.</summary>
    public string Handler { get; }

    /// <summary>The token that the handler gets.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Calls the handler itself.</summary>
    internal static HandlerDelegate Last { get; } = static call => call is { Entry: { } entry, Target: { } target }
        ? entry.CallAsync(target, call.Event, call.Context, call.CancellationToken)
        : throw new InvalidOperationException($"A call of {call.Handler} that was made by hand has no handler: pass on the call that came, or a copy of it made with 'with'.");

    internal HandlerEntry? Entry { get; init; }

    internal object? Target { get; init; }

    /// <summary>The handler and the event's name, sequence and shard; never what the event says.</summary>
    public override string ToString() => $"{Handler} on {Context}";
}
