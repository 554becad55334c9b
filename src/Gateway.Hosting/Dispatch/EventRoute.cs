using System.Text.Json;
using Gateway.Core.Events;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>What is done with the events of one name. This one knows raw handlers only.</summary>
/// <param name="name">The name; null for names that the catalog does not know.</param>
/// <param name="raw">The raw handlers; null if there are none.</param>
/// <param name="logger">Where an event that cannot be read is reported.</param>
internal partial class EventRoute(string? name, HandlerGroup<IRawEventHandler, RawEvent>? raw, ILogger logger)
{
    public string? Name { get; } = name;

    public async ValueTask DeliverAsync(EventDelivery delivery)
    {
        if (raw is not null && TryReadRaw(delivery, out RawEvent e))
        {
            await raw.HandleAsync(e, delivery).ConfigureAwait(false);
        }

        await DeliverTypedAsync(delivery).ConfigureAwait(false);
    }

    protected virtual ValueTask DeliverTypedAsync(EventDelivery delivery) => ValueTask.CompletedTask;

    private bool TryReadRaw(EventDelivery delivery, out RawEvent e)
    {
        EventContext context = delivery.Context;
        try
        {
            e = new RawEvent(context.EventName, context.Sequence, delivery.RawPayload);
            return true;
        }
        catch (JsonException)
        {
            LogNoJson(logger, context.EventName, context.Sequence, context.ShardId);
            e = default;
            return false;
        }
    }
}
