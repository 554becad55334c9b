using System.Text.Json;
using Gateway.Core;
using Gateway.Core.Events;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>What is done with the events of one name.</summary>
/// <param name="name">The name; null for names that the catalog does not know.</param>
/// <param name="descriptor">How they are read; null if nobody wants them typed.</param>
/// <param name="entries">The handlers, in the order in which they start.</param>
/// <param name="fullMode">What becomes of them when there is no room.</param>
/// <param name="logger">Where an event that cannot be read is reported.</param>
internal sealed partial class EventRoute(string? name, EventDescriptor? descriptor, HandlerEntry[] entries, DispatchFullMode fullMode, ILogger logger)
{
    private readonly bool _raw = Array.Exists(entries, static entry => entry.IsRaw);

    public string? Name => name;

    public HandlerEntry[] Entries => entries;

    public DispatchFullMode FullMode => fullMode;

    /// <summary>Whether a handler has an ordering of its own.</summary>
    public bool HasOrders { get; } = Array.Exists(entries, static entry => entry.Order is not null);

    /// <summary>
    /// Whether handlers of these events look at the payload and do not finish at once, as was seen: small ones are copied
    /// before they start, so that a thousand that wait for a broker hold a thousand messages and not a thousand buffers.
    /// </summary>
    public bool CopiesAhead { get; set; }

    /// <summary>Reads an event as its handlers want it. What cannot be read is logged, and kept from them.</summary>
    public void Read(EventDelivery delivery)
    {
        if (_raw)
        {
            try
            {
                delivery.Payload.Check();
                delivery.IsJson = true;
            }
            catch (JsonException)
            {
                LogNoJson(logger, delivery.EventName, delivery.Sequence, delivery.Shard.Id);
            }
        }

        if (descriptor is not null)
        {
            try
            {
                delivery.Event = delivery.Payload.Message.Read(descriptor);
            }
            catch (EventFormatException e)
            {
                LogMalformed(logger, e.EventName, delivery.Sequence, delivery.Shard.Id, e.JsonPath, e.ExpectedType.Name);
            }
        }
    }
}
