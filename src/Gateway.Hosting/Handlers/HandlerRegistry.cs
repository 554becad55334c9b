using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Handlers;

/// <summary>
/// Which handlers there are: those added with the builder, and those registered with the container by their interface,
/// before or after <c>AddDiscordGateway</c>. Complete once the container is built.
/// </summary>
/// <param name="services">The services of the application.</param>
/// <param name="ownsContainer">Whether the handlers that only the container knows belong to this bot.</param>
internal sealed class HandlerRegistry(IServiceCollection services, bool ownsContainer)
{
    private readonly List<Func<HandlerRegistration>> _added = [];
    private readonly HashSet<(Type EventType, Type HandlerType)> _classes = [];
    private readonly List<MiddlewareRegistration> _middleware = [];
    private Func<HandlerError, CancellationToken, ValueTask>? _onError;

    /// <summary>All of them: first those of the builder, then those of the container, each in the order of registration.</summary>
    public IReadOnlyList<HandlerRegistration> All => field ??= [.. _added.Select(static make => make()), .. ownsContainer ? FromContainer() : []];

    /// <summary>Adds a class, once for each type of event. The class itself must be registered with the container.</summary>
    public void Add<TEvent>(Type handlerType, EventHandlerOptions options) where TEvent : class, IGatewayEvent =>
        Add(typeof(TEvent), handlerType, options, TypedKind<TEvent>.Instance);

    /// <inheritdoc cref="Add{TEvent}(Type, EventHandlerOptions)"/>
    public void Add(Type eventType, Type handlerType, EventHandlerOptions options, HandlerKind? kind = null)
    {
        if (_classes.Add((eventType, handlerType)))
        {
            _added.Add(() => new HandlerRegistration(handlerType.Name, eventType, LifetimeOf(handlerType))
            {
                Options = options,
                Resolve = provider => provider.GetRequiredService(handlerType),
                Kind = kind,
            });
        }
    }

    /// <summary>Adds a handler that is there already.</summary>
    public void Add<TEvent>(INamedHandler handler, EventHandlerOptions options) where TEvent : class, IGatewayEvent =>
        Add(typeof(TEvent), handler, options, TypedKind<TEvent>.Instance);

    /// <inheritdoc cref="Add{TEvent}(INamedHandler, EventHandlerOptions)"/>
    public void Add(Type eventType, INamedHandler handler, EventHandlerOptions options, HandlerKind? kind = null)
    {
        var registration = new HandlerRegistration(handler.Name, eventType, ServiceLifetime.Singleton)
        {
            Options = options,
            Resolve = _ => handler,
            Kind = kind,
        };
        _added.Add(() => registration);
    }

    public void Add(MiddlewareRegistration middleware) => _middleware.Add(middleware);

    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public void SetErrorHook(Func<HandlerError, CancellationToken, ValueTask> onError)
    {
        if (_onError is not null)
        {
            throw new InvalidOperationException("OnUnhandledError was called already: there is one place for what handlers throw.");
        }

        _onError = onError;
    }

    /// <summary>What stands around all handlers. The first middleware that was added is the outermost.</summary>
    public HandlerHooks Hooks(IServiceProvider provider)
    {
        HandlerDelegate? chain = null;
        foreach (MiddlewareRegistration middleware in Enumerable.Reverse(_middleware))
        {
            chain = middleware.Around(chain ?? HandlerCall.Last, provider, middleware.Type is { } type ? LifetimeOf(type) : ServiceLifetime.Singleton);
        }

        return new HandlerHooks(chain, _onError);
    }

    private IEnumerable<HandlerRegistration> FromContainer()
    {
        foreach (ServiceDescriptor service in services.Where(static service => !service.IsKeyedService))
        {
            if (service.ServiceType == typeof(IRawEventHandler))
            {
                yield return new HandlerRegistration(NameOf(service), typeof(RawEvent), service.Lifetime);
            }
            else if (service.ServiceType == typeof(IEventHandler<>))
            {
                yield return new HandlerRegistration(NameOf(service), typeof(IGatewayEvent), service.Lifetime) { OpenClass = service.ImplementationType };
            }
            else if (service.ServiceType.IsConstructedGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IEventHandler<>))
            {
                yield return new HandlerRegistration(NameOf(service), service.ServiceType.GenericTypeArguments[0], service.Lifetime);
            }
        }
    }

    /// <summary>The lifetime that counts: that of the registration by which the container resolves the class.</summary>
    private ServiceLifetime LifetimeOf(Type handlerType) =>
        services.Last(service => !service.IsKeyedService && service.ServiceType == handlerType).Lifetime;

    private static string NameOf(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationInstance?.GetType())?.Name ?? "a handler made by a factory";
}
