using Gateway.Core.Events;

namespace Gateway.Hosting.Dispatch;

/// <summary>A raw handler.</summary>
internal sealed class RawEntry : HandlerEntry
{
    public override bool Accepts(EventDelivery delivery) => delivery.IsJson;

    public override IGatewayEvent? EventOf(EventDelivery delivery) => null;

    public override ValueTask CallAsync(object handler, IGatewayEvent? e, EventContext context, CancellationToken cancellationToken) =>
        ((IRawEventHandler)handler).HandleAsync(new RawEvent(context.EventName, context.Sequence, context.RawPayload), context, cancellationToken);
}
