using Gateway.Core.Events;

namespace Gateway.Hosting;

/// <summary>
/// Handles the events of one type. <see cref="IGatewayEvent"/> and <see cref="IGuildEvent"/> are types too: their handlers
/// get every typed event, or every one that can concern a guild.
/// </summary>
/// <remarks>
/// Events are started in the order in which they arrive and run side by side, unless an <see cref="EventOrdering"/> says
/// otherwise, so one handler object that serves several of them (a singleton) must be thread-safe. The handlers of one
/// event start in this order: those added with the builder as they were added, then those registered with the
/// container. Scoped and transient ones share the event's DI scope and take turns; singletons and delegates wait for
/// nobody.
/// </remarks>
/// <typeparam name="TEvent">The type of event, such as <see cref="MessageCreate"/>.</typeparam>
public interface IEventHandler<in TEvent>
    where TEvent : class, IGatewayEvent
{
    /// <summary>
    /// Called once per event, by the loop that reads the shard unless the event had to wait: it should not block, and what
    /// it computes for long belongs behind an <c>await Task.Yield()</c>. What it throws is logged, or goes to
    /// <c>OnUnhandledError</c>, and touches neither the other handlers nor the shard.
    /// </summary>
    /// <param name="e">The event. It may be kept.</param>
    /// <param name="context">Where it came from. Its payload and services end with the handlers.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the handler's time-out is over, and when the application stops and the time for running handlers is.
    /// </param>
    ValueTask HandleAsync(TEvent e, EventContext context, CancellationToken cancellationToken);
}
