using Gateway.Core.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Dispatch;

/// <summary>Raw handlers.</summary>
internal sealed class RawKind : HandlerKind
{
    public static readonly RawKind Instance = new();

    public override bool Accepts(EventDelivery delivery) => delivery.IsJson;

    public override IGatewayEvent? EventOf(EventDelivery delivery) => null;

    public override ValueTask CallAsync(object handler, IGatewayEvent? e, EventContext context, CancellationToken cancellationToken) =>
        ((IRawEventHandler)handler).HandleAsync(new RawEvent(context.EventName, context.Sequence, context.RawPayload), context, cancellationToken);

    public override object[] FromContainer(IServiceProvider services) => [.. services.GetServices<IRawEventHandler>()];
}
