using Gateway.Core.Events;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>Makes the handler table: singletons are made here and now, so that a faulty one stops the start.</summary>
internal sealed class HandlerTableBuilder : IEventDescriptorVisitor<EventRoute?>
{
    private readonly IReadOnlyList<HandlerRegistration> _handlers;
    private readonly IServiceProvider _services;
    private readonly ILogger _logger;
    private readonly HandlerGroup<IRawEventHandler, RawEvent>? _raw;

    private HandlerTableBuilder(IReadOnlyList<HandlerRegistration> handlers, IServiceProvider services, ILogger logger)
    {
        _handlers = handlers;
        _services = services;
        _logger = logger;
        _raw = RawHandlers();
    }

    public static HandlerTable Build(IReadOnlyList<HandlerRegistration> handlers, IServiceProvider services, ILogger logger)
    {
        var builder = new HandlerTableBuilder(handlers, services, logger);
        return new HandlerTable(
            EventCatalog.All.Select(e => e.Accept(builder)).OfType<EventRoute>(),
            builder._raw is null ? null : new EventRoute(name: null, builder._raw, logger));
    }

    EventRoute? IEventDescriptorVisitor<EventRoute?>.Visit<TEvent>(EventDescriptor<TEvent> descriptor)
    {
        HandlerSource<IEventHandler<TEvent>>[] sources =
        [
            .. FromBuilder<IEventHandler<TEvent>>(static handler => handler.EventType.IsAssignableFrom(typeof(TEvent))),
            .. FromContainer<TEvent, TEvent>(static handler => handler.IsOpen || handler.EventType == typeof(TEvent)),
            .. FromContainer<TEvent, IGuildEvent>(static handler => handler.EventType == typeof(IGuildEvent) && typeof(TEvent).IsAssignableTo(typeof(IGuildEvent))),
            .. FromContainer<TEvent, IGatewayEvent>(static handler => handler.EventType == typeof(IGatewayEvent) && !handler.IsOpen),
        ];

        if (sources.Length == 0)
        {
            return _raw is null ? null : new EventRoute(descriptor.Name, _raw, _logger);
        }

        var typed = new HandlerGroup<IEventHandler<TEvent>, TEvent>(
            sources, static (handler, e, context, token) => handler.HandleAsync(e, context, token), _logger);
        return new EventRoute<TEvent>(descriptor, _raw, typed, _logger);
    }

    private IEnumerable<HandlerSource<THandler>> FromBuilder<THandler>(Func<HandlerRegistration, bool> match)
        where THandler : class =>
        _handlers
            .Where(handler => handler.Resolve is not null && match(handler))
            .Select(handler => Source([handler], services => new[] { (THandler)handler.Resolve!(services) }));

    /// <summary>
    /// The handlers that the container knows by their interface, as one source: it makes all of them or none. A handler
    /// of <typeparamref name="TBase"/> handles <typeparamref name="TEvent"/> too, since the interface is contravariant.
    /// </summary>
    private IEnumerable<HandlerSource<IEventHandler<TEvent>>> FromContainer<TEvent, TBase>(Func<HandlerRegistration, bool> match)
        where TEvent : class, IGatewayEvent
        where TBase : class, IGatewayEvent
    {
        HandlerRegistration[] known = [.. _handlers.Where(handler => handler.Resolve is null && !handler.IsRaw && match(handler))];
        return known.Length == 0 ? [] : [Source(known, Resolve<TEvent, TBase>)];
    }

    private static IEventHandler<TEvent>[] Resolve<TEvent, TBase>(IServiceProvider services)
        where TEvent : class, IGatewayEvent
        where TBase : class, IGatewayEvent
    {
        IEnumerable<IEventHandler<TBase>> handlers = services.GetServices<IEventHandler<TBase>>();
        return handlers as IEventHandler<TEvent>[] ?? [.. handlers.Cast<IEventHandler<TEvent>>()];
    }

    private HandlerGroup<IRawEventHandler, RawEvent>? RawHandlers()
    {
        HandlerRegistration[] known = [.. _handlers.Where(static handler => handler.IsRaw && handler.Resolve is null)];
        HandlerSource<IRawEventHandler>[] sources =
        [
            .. FromBuilder<IRawEventHandler>(static handler => handler.IsRaw),
            .. known.Length == 0 ? [] : new[] { Source(known, static services => services.GetServices<IRawEventHandler>().ToArray()) },
        ];
        return sources.Length == 0
            ? null
            : new HandlerGroup<IRawEventHandler, RawEvent>(
                sources, static (handler, e, context, token) => handler.HandleAsync(e, context, token), _logger);
    }

    private HandlerSource<THandler> Source<THandler>(HandlerRegistration[] handlers, Func<IServiceProvider, THandler[]> resolve)
        where THandler : class
    {
        var source = new HandlerSource<THandler>(string.Join(", ", handlers.Select(static handler => handler.Name)), resolve);
        return handlers.All(static handler => handler.Lifetime == ServiceLifetime.Singleton) ? source.AsSingletons(_services) : source;
    }
}
