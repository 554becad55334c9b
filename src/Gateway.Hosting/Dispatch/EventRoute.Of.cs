using Gateway.Core;
using Gateway.Core.Events;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>What is done with the events of one type: they are read, and handed to their handlers.</summary>
internal sealed class EventRoute<TEvent>(
    EventDescriptor<TEvent> descriptor,
    HandlerGroup<IRawEventHandler, RawEvent>? raw,
    HandlerGroup<IEventHandler<TEvent>, TEvent> typed,
    ILogger logger)
    : EventRoute(descriptor.Name, raw, logger)
    where TEvent : class, IGatewayEvent
{
    private readonly ILogger _logger = logger;

    protected override ValueTask DeliverTypedAsync(EventDelivery delivery)
    {
        TEvent e;
        try
        {
            e = delivery.Message.Read(descriptor);
        }
        catch (EventFormatException error)
        {
            LogMalformed(_logger, error.EventName, delivery.Context.Sequence, delivery.Context.ShardId, error.JsonPath, error.ExpectedType.Name);
            return ValueTask.CompletedTask;
        }

        return typed.HandleAsync(e, delivery);
    }
}
