using Gateway.Core.Events;

namespace Gateway.Hosting.Dispatch;

/// <summary>How handlers of one interface are called: <see cref="IEventHandler{TEvent}"/> for one type, or <see cref="IRawEventHandler"/>.</summary>
internal abstract class HandlerKind
{
    /// <summary>The kind for a type of event, or for <see cref="IGatewayEvent"/>, <see cref="IGuildEvent"/> or <see cref="RawEvent"/>.</summary>
    // Whoever knows the type as a type argument takes TypedKind<TEvent> as it is: a native program makes, at start, the code for
    // each that is asked for here, which takes it a millisecond.
    public static HandlerKind Of(Type eventType) =>
        eventType == typeof(RawEvent) ? RawKind.Instance
        : eventType == typeof(IGatewayEvent) ? TypedKind<IGatewayEvent>.Instance
        : eventType == typeof(IGuildEvent) ? TypedKind<IGuildEvent>.Instance
        : EventCatalog.Find(eventType) is { } e ? e.Accept(Chooser.Instance)
        : throw new NotSupportedException($"{eventType} is no event of the catalog.");

    /// <summary>Whether there is something for them in an event that was read.</summary>
    public abstract bool Accepts(EventDelivery delivery);

    /// <summary>The event as they get it; null for raw ones.</summary>
    public abstract IGatewayEvent? EventOf(EventDelivery delivery);

    /// <summary>Calls one.</summary>
    public abstract ValueTask CallAsync(object handler, IGatewayEvent? e, EventContext context, CancellationToken cancellationToken);

    /// <summary>All that the container knows by the interface.</summary>
    public abstract object[] FromContainer(IServiceProvider services);

    private sealed class Chooser : IEventDescriptorVisitor<HandlerKind>
    {
        public static readonly Chooser Instance = new();

        public HandlerKind Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent => TypedKind<TEvent>.Instance;
    }
}
