namespace Gateway.Core.Events;

/// <summary>One row of the <see cref="EventCatalog"/>: an event's name, type and intents.</summary>
public abstract class EventDescriptor
{
    private protected EventDescriptor(string name, GatewayIntents intents)
    {
        Name = name;
        Intents = intents;
    }

    /// <summary>The name on the wire, such as <c>MESSAGE_CREATE</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// Intents of which any one lets the event through; <see cref="GatewayIntents.None"/> when it is always sent.
    /// </summary>
    public GatewayIntents Intents { get; }

    /// <summary>The type that is read.</summary>
    public abstract Type EventType { get; }

    /// <summary>Whether the metadata by which the event is read was made, which happens when it is first needed.</summary>
    internal abstract bool HasMetadata { get; }

    /// <summary>Reads the event.</summary>
    /// <param name="data">The JSON under <c>d</c>, in UTF-8.</param>
    /// <exception cref="EventFormatException">A value has an impossible type, or an id is missing.</exception>
    public abstract IGatewayEvent Read(ReadOnlySpan<byte> data);

    /// <summary>Calls the visitor with the event type as type argument.</summary>
    /// <typeparam name="TResult">What comes out.</typeparam>
    /// <param name="visitor">Whom to call.</param>
    public abstract TResult Accept<TResult>(IEventDescriptorVisitor<TResult> visitor);

    /// <summary>Name and type.</summary>
    public sealed override string ToString() => $"{Name} ({EventType.Name})";
}
