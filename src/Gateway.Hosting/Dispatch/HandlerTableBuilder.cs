using Gateway.Core.Events;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>Makes the handler table: singletons are made here and now, so that a faulty one stops the start.</summary>
internal sealed class HandlerTableBuilder : IEventDescriptorVisitor<HandlerEntry[]>
{
    private readonly IReadOnlyList<HandlerRegistration> _handlers;
    private readonly IServiceProvider _services;
    private readonly DispatchOptions _options;
    private readonly ILogger _logger;
    private readonly Dictionary<EventHandlerOptions, HandlerOrder> _orders = [];
    private readonly HandlerEntry[] _raw;

    private HandlerTableBuilder(IReadOnlyList<HandlerRegistration> handlers, IServiceProvider services, DispatchOptions options, ILogger logger)
    {
        _handlers = handlers;
        _services = services;
        _options = options;
        _logger = logger;
        _raw = [.. RawHandlers()];
    }

    public static HandlerTable Build(
        IReadOnlyList<HandlerRegistration> handlers, IServiceProvider services, DispatchOptions options, ILogger logger)
    {
        var builder = new HandlerTableBuilder(handlers, services, options, logger);
        EventRoute[] routes = [.. EventCatalog.All.Select(builder.RouteOf).OfType<EventRoute>()];
        EventRoute? unknown = builder._raw.Length == 0 ? null : new EventRoute(null, null, builder._raw, DispatchFullMode.Wait, logger);
        return new HandlerTable(routes, unknown, [.. builder._orders.Values]);
    }

    HandlerEntry[] IEventDescriptorVisitor<HandlerEntry[]>.Visit<TEvent>(EventDescriptor<TEvent> descriptor) =>
    [
        .. _handlers
            .Where(static handler => handler.Resolve is not null && handler.EventType.IsAssignableFrom(typeof(TEvent)))
            .SelectMany(handler => Entries<TypedEntry<TEvent>>([handler], services => [handler.Resolve!(services)])),
        .. FromContainer<TEvent, TEvent>(static handler => handler.IsOpen || handler.EventType == typeof(TEvent)),
        .. FromContainer<TEvent, IGuildEvent>(static handler => handler.EventType == typeof(IGuildEvent) && typeof(TEvent).IsAssignableTo(typeof(IGuildEvent))),
        .. FromContainer<TEvent, IGatewayEvent>(static handler => handler.EventType == typeof(IGatewayEvent) && !handler.IsOpen),
    ];

    private EventRoute? RouteOf(EventDescriptor descriptor)
    {
        // Visited only if somebody handles it: a visit makes generic code for its type, which for all of them took half of a native start.
        HandlerEntry[] typed = _handlers.Any(handler => handler.EventType.IsAssignableFrom(descriptor.EventType)) ? descriptor.Accept(this) : [];
        if (typed.Length + _raw.Length == 0)
        {
            return null;
        }

        DispatchFullMode fullMode = _options.Droppable.Contains(descriptor.Name, StringComparer.OrdinalIgnoreCase) ? _options.FullMode : DispatchFullMode.Wait;
        return new EventRoute(descriptor.Name, typed.Length == 0 ? null : descriptor, [.. _raw, .. typed], fullMode, _logger);
    }

    /// <summary>
    /// The handlers that the container knows by their interface: it makes all of them or none. A handler of
    /// <typeparamref name="TBase"/> handles <typeparamref name="TEvent"/> too, since the interface is contravariant.
    /// </summary>
    private IEnumerable<HandlerEntry> FromContainer<TEvent, TBase>(Func<HandlerRegistration, bool> match)
        where TEvent : class, IGatewayEvent
        where TBase : class, IGatewayEvent
    {
        HandlerRegistration[] known = [.. _handlers.Where(handler => handler.Resolve is null && !handler.IsRaw && match(handler))];
        bool hasMore = typeof(TBase) != typeof(TEvent) && _handlers.Any(static handler => handler.IsOpen);
        return known.Length == 0 ? []
            : hasMore ? Entries<TypedEntry<TEvent>>(known, services => [.. services.GetServices<IEventHandler<TBase>>().Where(handler => !IsClosed(handler))])
            : Entries<TypedEntry<TEvent>>(known, static services => [.. services.GetServices<IEventHandler<TBase>>()]);
    }

    /// <summary>Whether the container has closed a generic class to make it, which it does for the type of the event as well.</summary>
    private bool IsClosed(object handler) =>
        handler.GetType() is { IsGenericType: true } type && _handlers.Any(open => open.OpenClass == type.GetGenericTypeDefinition());

    private IEnumerable<HandlerEntry> RawHandlers()
    {
        HandlerRegistration[] known = [.. _handlers.Where(static handler => handler.IsRaw && handler.Resolve is null)];
        return
        [
            .. _handlers
                .Where(static handler => handler.IsRaw && handler.Resolve is not null)
                .SelectMany(handler => Entries<RawEntry>([handler], services => [handler.Resolve!(services)])),
            .. known.Length == 0 ? [] : Entries<RawEntry>(known, static services => [.. services.GetServices<IRawEventHandler>()]),
        ];
    }

    /// <summary>One entry for each singleton; one for all others that are resolved together.</summary>
    private IEnumerable<HandlerEntry> Entries<TEntry>(HandlerRegistration[] handlers, Func<IServiceProvider, object[]> resolve)
        where TEntry : HandlerEntry, new()
    {
        EventHandlerOptions own = handlers[0].Options;
        return handlers.All(static handler => handler.Lifetime == ServiceLifetime.Singleton)
            ? resolve(_services).Select(handler => Entry(HandlerEntry.NameOf(handler), handler))
            : [Entry(string.Join(", ", handlers.Select(static handler => handler.Name)), null)];

        HandlerEntry Entry(string name, object? singleton) => new TEntry
        {
            Name = name,
            Singleton = singleton,
            Resolve = resolve,
            Timeout = own.Timeout ?? _options.HandlerTimeout,
            SlowAfter = own.SlowAfter ?? _options.SlowHandlerAfter,
            Order = OrderOf(own),
            FollowsBot = own.Ordering is null,
        };
    }

    // A class that handles several types of event has one order over all of them.
    private HandlerOrder? OrderOf(EventHandlerOptions own)
    {
        if (own.Ordering is not (EventOrdering.PerGuild or EventOrdering.PerShard))
        {
            return null;
        }

        if (!_orders.TryGetValue(own, out HandlerOrder? order))
        {
            _orders[own] = order = new HandlerOrder(own.Ordering.Value, _orders.Count);
        }

        return order;
    }
}
