using Gateway.Core.Events;

namespace Gateway.Hosting.Dispatch;

/// <summary>A handler of one type of event.</summary>
internal sealed class TypedEntry<TEvent> : HandlerEntry
    where TEvent : class, IGatewayEvent
{
    public override bool Accepts(EventDelivery delivery) => delivery.Event is not null;

    public override IGatewayEvent? EventOf(EventDelivery delivery) => delivery.Event;

    public override ValueTask CallAsync(object handler, IGatewayEvent? e, EventContext context, CancellationToken cancellationToken) =>
        ((IEventHandler<TEvent>)handler).HandleAsync((TEvent)e!, context, cancellationToken);
}
