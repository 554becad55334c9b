using Gateway.Core.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Dispatch;

/// <summary>Handlers of one type of event, or of what several have in common.</summary>
internal sealed class TypedKind<TEvent> : HandlerKind
    where TEvent : class, IGatewayEvent
{
    public static readonly TypedKind<TEvent> Instance = new();

    public override bool Accepts(EventDelivery delivery) => delivery.Event is not null;

    public override IGatewayEvent? EventOf(EventDelivery delivery) => delivery.Event;

    public override ValueTask CallAsync(object handler, IGatewayEvent? e, EventContext context, CancellationToken cancellationToken) =>
        ((IEventHandler<TEvent>)handler).HandleAsync((TEvent)e!, context, cancellationToken);

    public override object[] FromContainer(IServiceProvider services) => [.. services.GetServices<IEventHandler<TEvent>>()];
}
