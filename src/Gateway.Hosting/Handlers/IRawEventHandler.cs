namespace Gateway.Hosting;

/// <summary>
/// Sees every event as Discord sent it, whether the library has a type for it or not, and whether that type fits or not.
/// </summary>
/// <remarks>
/// For forwarding, recording, and events newer than the library. It runs before the typed handlers of the same event; for
/// the rest the rules of <see cref="IEventHandler{TEvent}"/> hold.
/// </remarks>
public interface IRawEventHandler
{
    /// <summary>Called on the thread pool once per event. What it throws is logged and touches nobody else.</summary>
    /// <param name="e">The event. Its memory is valid until the handlers of this event have finished.</param>
    /// <param name="context">Where it came from.</param>
    /// <param name="cancellationToken">Cancelled when the application stops and the time for running handlers is over.</param>
    ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken);
}
