using Gateway.Core.Events;

namespace Gateway.Hosting;

/// <summary>
/// Handles the events of one type. <see cref="IGatewayEvent"/> and <see cref="IGuildEvent"/> are types too: their handlers
/// get every typed event, or every one that can concern a guild.
/// </summary>
/// <remarks>
/// Events are started in the order in which they arrive and run side by side, so one handler object that serves several
/// of them (a singleton) must be thread-safe. The handlers of one event run one after another in one DI
/// scope: those added with the builder in the order in which they were added, then those registered with the container.
/// </remarks>
/// <typeparam name="TEvent">The type of event, such as <see cref="MessageCreate"/>.</typeparam>
public interface IEventHandler<in TEvent>
    where TEvent : class, IGatewayEvent
{
    /// <summary>
    /// Called on the thread pool once per event. What it throws is logged and touches neither the other handlers nor the
    /// shard.
    /// </summary>
    /// <param name="e">The event. It may be kept.</param>
    /// <param name="context">Where it came from. Its payload and services end with the handlers of this event.</param>
    /// <param name="cancellationToken">Cancelled when the application stops and the time for running handlers is over.</param>
    ValueTask HandleAsync(TEvent e, EventContext context, CancellationToken cancellationToken);
}
