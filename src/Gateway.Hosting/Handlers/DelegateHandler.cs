using Gateway.Core.Events;

namespace Gateway.Hosting.Handlers;

/// <summary>A handler that was registered as a delegate.</summary>
internal sealed class DelegateHandler<TEvent>(Func<TEvent, EventContext, CancellationToken, ValueTask> handle)
    : IEventHandler<TEvent>, INamedHandler
    where TEvent : class, IGatewayEvent
{
    public string Name { get; } = $"the delegate for {typeof(TEvent).Name}";

    public ValueTask HandleAsync(TEvent e, EventContext context, CancellationToken cancellationToken) =>
        handle(e, context, cancellationToken);
}
