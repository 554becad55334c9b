using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Handlers;

/// <summary>One handler for one type of event, as it was registered.</summary>
/// <param name="Name">The handler as logs and messages call it.</param>
/// <param name="EventType">
/// An event's type; <see cref="IGatewayEvent"/> or <see cref="IGuildEvent"/>; or <see cref="RawEvent"/> for a raw handler.
/// </param>
/// <param name="Lifetime">Whether one object serves all events.</param>
internal sealed record HandlerRegistration(string Name, Type EventType, ServiceLifetime Lifetime)
{
    /// <summary>How it is called, as whoever added it said. The same object for all types of event that it was added for at once.</summary>
    public EventHandlerOptions Options { get; init; } = new();

    /// <summary>Gets the handler; null if only the container knows it, by the interface it implements.</summary>
    public Func<IServiceProvider, object>? Resolve { get; init; }

    /// <summary>How it is called; set to null, it is told from the type of event.</summary>
    [AllowNull]
    public HandlerKind Kind
    {
        get => field ??= HandlerKind.Of(EventType);
        init;
    }

    /// <summary>The generic class that the container closes, so that there is a handler for every type of event; null for any other.</summary>
    public Type? OpenClass { get; init; }

    public bool IsOpen => OpenClass is not null;

    public bool IsRaw => EventType == typeof(RawEvent);

    /// <summary>The event in the catalog; null for a handler of more than one type of event.</summary>
    public EventDescriptor? Event => EventCatalog.Find(EventType);

    /// <summary>Whether it handles events of every kind, so that nothing can be told from it.</summary>
    public bool IsCatchAll => IsRaw || EventType == typeof(IGatewayEvent) || EventType == typeof(IGuildEvent);
}
