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
    /// <summary>Called once per event, as <see cref="IEventHandler{TEvent}.HandleAsync"/> is.</summary>
    /// <param name="e">The event. Its memory is valid until this handler, and the others of this event, have finished.</param>
    /// <param name="context">Where it came from.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the handler's time-out is over, and when the application stops and the time for running handlers is.
    /// </param>
    ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken);
}
