namespace Gateway.Core.Events;

/// <summary>Does something for an event type known only by its descriptor, without reflection.</summary>
/// <typeparam name="TResult">What comes out.</typeparam>
public interface IEventDescriptorVisitor<TResult>
{
    /// <summary>Called with the descriptor's event type as type argument.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <param name="descriptor">The descriptor that was asked to accept this visitor.</param>
    TResult Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent;
}
