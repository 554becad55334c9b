using Gateway.Core.Events;

namespace Gateway.Hosting;

/// <summary>What a handler threw and no middleware caught.</summary>
/// <param name="Exception">
/// The exception; a <see cref="TimeoutException"/> if the handler took longer than it may. It may be from the handler's
/// constructor, too.
/// </param>
/// <param name="Handler">The handler as logs call it: the name of its class.</param>
/// <param name="Event">The event; null for a raw handler.</param>
/// <param name="Context">
/// Where the event came from. Its services are those of the handler; after a time-out, when the handler may still use these,
/// a scope of its own that ends with the call.
/// </param>
public sealed record HandlerError(Exception Exception, string Handler, IGatewayEvent? Event, EventContext Context)
{
    /// <summary>The handler, the event's name, sequence and shard, and the exception's type; never what the event says.</summary>
    public override string ToString() => $"{Handler} on {Context}: {Exception.GetType().Name}";
}
