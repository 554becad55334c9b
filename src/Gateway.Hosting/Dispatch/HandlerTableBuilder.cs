using Gateway.Core.Events;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>Makes the handler table: singletons are made here and now, so that a faulty one stops the start.</summary>
internal sealed class HandlerTableBuilder
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

    private EventRoute? RouteOf(EventDescriptor descriptor)
    {
        HandlerEntry[] typed = [.. TypedHandlers(descriptor.EventType)];
        if (typed.Length + _raw.Length == 0)
        {
            return null;
        }

        DispatchFullMode fullMode = _options.Droppable.Contains(descriptor.Name, StringComparer.OrdinalIgnoreCase) ? _options.FullMode : DispatchFullMode.Wait;
        return new EventRoute(descriptor.Name, typed.Length == 0 ? null : descriptor, [.. _raw, .. typed], fullMode, _logger);
    }

    private IEnumerable<HandlerEntry> TypedHandlers(Type eventType) =>
    [
        .. _handlers
            .Where(handler => handler.Resolve is not null && handler.EventType.IsAssignableFrom(eventType))
            .SelectMany(handler => Entries([handler], handler.Kind, services => [handler.Resolve!(services)])),
        .. FromContainer(eventType, handler => handler.IsOpen || handler.EventType == eventType),
        .. eventType.IsAssignableTo(typeof(IGuildEvent)) ? FromContainer(typeof(IGuildEvent), static handler => handler.EventType == typeof(IGuildEvent)) : [],
        .. FromContainer(typeof(IGatewayEvent), static handler => handler.EventType == typeof(IGatewayEvent) && !handler.IsOpen),
    ];

    /// <summary>The handlers that the container knows by their interface for a type: it makes all of them or none.</summary>
    private IEnumerable<HandlerEntry> FromContainer(Type handledType, Func<HandlerRegistration, bool> match)
    {
        HandlerRegistration[] known = [.. _handlers.Where(handler => handler.Resolve is null && !handler.IsRaw && match(handler))];
        if (known.Length == 0)
        {
            return [];
        }

        var kind = HandlerKind.Of(handledType);
        bool hasMore = handledType.IsInterface && _handlers.Any(static handler => handler.IsOpen);
        return hasMore
            ? Entries(known, kind, services => [.. kind.FromContainer(services).Where(handler => !IsClosed(handler))])
            : Entries(known, kind, kind.FromContainer);
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
                .SelectMany(handler => Entries([handler], RawKind.Instance, services => [handler.Resolve!(services)])),
            .. known.Length == 0 ? [] : Entries(known, RawKind.Instance, RawKind.Instance.FromContainer),
        ];
    }

    /// <summary>One entry for each singleton; one for all others that are resolved together.</summary>
    private IEnumerable<HandlerEntry> Entries(HandlerRegistration[] handlers, HandlerKind kind, Func<IServiceProvider, object[]> resolve)
    {
        EventHandlerOptions own = handlers[0].Options;
        return handlers.All(static handler => handler.Lifetime == ServiceLifetime.Singleton)
            ? resolve(_services).Select(handler => Entry(HandlerEntry.NameOf(handler), handler))
            : [Entry(string.Join(", ", handlers.Select(static handler => handler.Name)), null)];

        HandlerEntry Entry(string name, object? singleton) => new(kind)
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
