using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Gateway.Core.Events;
using Gateway.Hosting;
using Gateway.Hosting.Handlers;
using Gateway.Hosting.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds handlers to the Discord gateway.</summary>
/// <remarks>
/// Handlers that are registered with the container themselves, as in
/// <c>services.AddScoped&lt;IEventHandler&lt;MessageCreate&gt;, PingHandler&gt;()</c>, are found as well.
/// </remarks>
public static class DiscordGatewayBuilderExtensions
{
    private const DynamicallyAccessedMemberTypes Handler =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces;

    /// <summary>Adds a class for one type of event. The same pair a second time adds nothing.</summary>
    /// <typeparam name="TEvent">The type of event, such as <see cref="MessageCreate"/>.</typeparam>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="lifetime">
    /// How long an object of the class lives. Default: as long as the handlers of one event. If the class is registered
    /// with the container already, that registration counts.
    /// </param>
    public static IDiscordGatewayBuilder AddEventHandler<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IDiscordGatewayBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where TEvent : class, IGatewayEvent
        where THandler : class, IEventHandler<TEvent>
    {
        return builder.AddEventHandler<TEvent, THandler>(options => options.Lifetime = lifetime);
    }

    /// <summary>Adds a class for one type of event. The same pair a second time adds nothing.</summary>
    /// <typeparam name="TEvent">The type of event, such as <see cref="MessageCreate"/>.</typeparam>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="configure">How it is called: its lifetime, ordering and times.</param>
    public static IDiscordGatewayBuilder AddEventHandler<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IDiscordGatewayBuilder builder, Action<EventHandlerOptions> configure)
        where TEvent : class, IGatewayEvent
        where THandler : class, IEventHandler<TEvent>
    {
        EventHandlerOptions options = Configured(configure);
        Registry(builder).Add<TEvent>(typeof(THandler), options);
        builder.Services.TryAdd(new ServiceDescriptor(typeof(THandler), typeof(THandler), options.Lifetime));
        return builder;
    }

    /// <summary>Adds a class for every type of event whose <see cref="IEventHandler{TEvent}"/> it implements.</summary>
    /// <remarks>A class registered as a singleton is one object for all of them.</remarks>
    /// <exception cref="ArgumentException">The class implements none.</exception>
    /// <inheritdoc cref="AddEventHandler{TEvent, THandler}(IDiscordGatewayBuilder, ServiceLifetime)" path="/param"/>
    /// <typeparam name="THandler">The class.</typeparam>
    public static IDiscordGatewayBuilder AddEventHandler<[DynamicallyAccessedMembers(Handler)] THandler>(
        this IDiscordGatewayBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where THandler : class => builder.AddEventHandler<THandler>(options => options.Lifetime = lifetime);

    /// <summary>Adds a class for every type of event whose <see cref="IEventHandler{TEvent}"/> it implements.</summary>
    /// <exception cref="ArgumentException">The class implements none.</exception>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="configure">How it is called: its lifetime, ordering and times.</param>
    public static IDiscordGatewayBuilder AddEventHandler<[DynamicallyAccessedMembers(Handler)] THandler>(
        this IDiscordGatewayBuilder builder, Action<EventHandlerOptions> configure)
        where THandler : class
    {
        HandlerRegistry handlers = Registry(builder);
        return AddClass(builder, handlers, typeof(THandler), Configured(configure))
            ? builder
            : throw new ArgumentException(
                $"{typeof(THandler).Name} implements IEventHandler<TEvent> for no type of event."
                + (typeof(THandler).IsAssignableTo(typeof(IRawEventHandler)) ? $" Add it with {nameof(AddRawEventHandler)}." : ""));
    }

    /// <summary>Adds a delegate for one type of event. It takes services from <see cref="EventContext.Services"/>.</summary>
    /// <typeparam name="TEvent">The type of event, such as <see cref="MessageCreate"/>.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="handle">Called as <see cref="IEventHandler{TEvent}.HandleAsync"/> is.</param>
    /// <param name="configure">How it is called: its ordering and times.</param>
    public static IDiscordGatewayBuilder AddEventHandler<TEvent>(
        this IDiscordGatewayBuilder builder,
        Func<TEvent, EventContext, CancellationToken, ValueTask> handle,
        Action<EventHandlerOptions>? configure = null)
        where TEvent : class, IGatewayEvent
    {
        ArgumentNullException.ThrowIfNull(handle);
        Registry(builder).Add<TEvent>(new DelegateHandler<TEvent>(handle), Configured(configure ?? (static _ => { })));
        return builder;
    }

    /// <summary>Adds a class that sees every event unparsed.</summary>
    /// <inheritdoc cref="AddEventHandler{TEvent, THandler}(IDiscordGatewayBuilder, ServiceLifetime)" path="/param"/>
    /// <typeparam name="THandler">The class.</typeparam>
    public static IDiscordGatewayBuilder AddRawEventHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IDiscordGatewayBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where THandler : class, IRawEventHandler => builder.AddRawEventHandler<THandler>(options => options.Lifetime = lifetime);

    /// <summary>Adds a class that sees every event unparsed.</summary>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="configure">How it is called: its lifetime, ordering and times.</param>
    public static IDiscordGatewayBuilder AddRawEventHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IDiscordGatewayBuilder builder, Action<EventHandlerOptions> configure)
        where THandler : class, IRawEventHandler
    {
        EventHandlerOptions options = Configured(configure);
        Registry(builder).Add(typeof(RawEvent), typeof(THandler), options);
        builder.Services.TryAdd(new ServiceDescriptor(typeof(THandler), typeof(THandler), options.Lifetime));
        return builder;
    }

    /// <summary>Adds a delegate that sees every event unparsed. It takes services from <see cref="EventContext.Services"/>.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="handle">Called as <see cref="IRawEventHandler.HandleAsync"/> is.</param>
    /// <param name="configure">How it is called: its ordering and times.</param>
    public static IDiscordGatewayBuilder AddRawEventHandler(
        this IDiscordGatewayBuilder builder,
        Func<RawEvent, EventContext, CancellationToken, ValueTask> handle,
        Action<EventHandlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Registry(builder).Add(typeof(RawEvent), new RawDelegateHandler(handle), Configured(configure ?? (static _ => { })));
        return builder;
    }

    /// <summary>
    /// Adds every class of an assembly that implements <see cref="IEventHandler{TEvent}"/> or
    /// <see cref="IRawEventHandler"/>, public or not, except abstract and generic ones.
    /// </summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="lifetime">How long objects of these classes live; see <see cref="AddEventHandler{TEvent, THandler}(IDiscordGatewayBuilder, ServiceLifetime)"/>.</param>
    [RequiresUnreferencedCode("Trimming may remove handlers that nothing refers to. Add them one by one instead.")]
    public static IDiscordGatewayBuilder AddEventHandlersFrom(
        this IDiscordGatewayBuilder builder, Assembly assembly, ServiceLifetime lifetime = ServiceLifetime.Scoped)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        HandlerRegistry handlers = Registry(builder);
        foreach (Type type in assembly.GetTypes().Where(static type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            var options = new EventHandlerOptions { Lifetime = lifetime };
            AddClass(builder, handlers, type, options);
            if (type.IsAssignableTo(typeof(IRawEventHandler)))
            {
                handlers.Add(typeof(RawEvent), type, options);
                builder.Services.TryAdd(new ServiceDescriptor(type, type, lifetime));
            }
        }

        return builder;
    }

    /// <summary>
    /// Adds middleware: it stands around every call of every handler. The first that is added is the outermost.
    /// </summary>
    /// <typeparam name="TMiddleware">The class.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="lifetime">
    /// How long an object of the class lives. Default: as long as the application. One that is scoped is made in the scope
    /// of the handler it stands around. If the class is registered with the container already, that registration counts.
    /// </param>
    public static IDiscordGatewayBuilder AddEventMiddleware<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(
        this IDiscordGatewayBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TMiddleware : class, IEventMiddleware
    {
        Registry(builder).Add(new MiddlewareRegistration(typeof(TMiddleware)));
        builder.Services.TryAdd(new ServiceDescriptor(typeof(TMiddleware), typeof(TMiddleware), lifetime));
        return builder;
    }

    /// <summary>Adds a delegate as middleware.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="invoke">Called as <see cref="IEventMiddleware.InvokeAsync"/> is.</param>
    public static IDiscordGatewayBuilder AddEventMiddleware(
        this IDiscordGatewayBuilder builder, Func<HandlerCall, HandlerDelegate, ValueTask> invoke)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        Registry(builder).Add(new MiddlewareRegistration(null, new DelegateMiddleware(invoke)));
        return builder;
    }

    /// <summary>
    /// Says what is to be done with what handlers throw and no middleware catches, instead of logging it as an error. If
    /// that fails itself, both are logged.
    /// </summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="handle">Called once per error; its token is cancelled when handlers have to give up. The handler's event is not done before it returns.</param>
    /// <exception cref="InvalidOperationException">It was said already.</exception>
    public static IDiscordGatewayBuilder OnUnhandledError(
        this IDiscordGatewayBuilder builder, Func<HandlerError, CancellationToken, ValueTask> handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Registry(builder).SetErrorHook(handle);
        return builder;
    }

    /// <summary>
    /// Changes the HTTP handler that serves requests and websockets alike: the place for a proxy or TLS options.
    /// </summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="configure">Changes the handler before it is used. Does nothing if another handler takes its place.</param>
    public static IDiscordGatewayBuilder ConfigureHttpHandler(this IDiscordGatewayBuilder builder, Action<SocketsHttpHandler> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Bot(builder).HttpHandlerSetups.Add(new HttpHandlerSetup(Configure: configure));
        return builder;
    }

    /// <summary>Puts another HTTP handler in the place of the one that serves requests and websockets alike.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="handler">The handler. It stays the caller's, who disposes of it after the host.</param>
    public static IDiscordGatewayBuilder ConfigureHttpHandler(this IDiscordGatewayBuilder builder, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Bot(builder).HttpHandlerSetups.Add(new HttpHandlerSetup(Handler: handler));
        return builder;
    }

    private static bool AddClass(
        IDiscordGatewayBuilder builder, HandlerRegistry handlers, [DynamicallyAccessedMembers(Handler)] Type type, EventHandlerOptions options)
    {
        Type[] eventTypes =
        [
            .. type.GetInterfaces()
                .Where(static i => i.IsConstructedGenericType && i.GetGenericTypeDefinition() == typeof(IEventHandler<>))
                .Select(static i => i.GenericTypeArguments[0]),
        ];
        foreach (Type eventType in eventTypes)
        {
            handlers.Add(eventType, type, options);
        }

        if (eventTypes.Length > 0)
        {
            builder.Services.TryAdd(new ServiceDescriptor(type, type, options.Lifetime));
        }

        return eventTypes.Length > 0;
    }

    private static EventHandlerOptions Configured(Action<EventHandlerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EventHandlerOptions();
        configure(options);
        return options;
    }

    private static HandlerRegistry Registry(IDiscordGatewayBuilder builder) => Bot(builder).Handlers;

    private static BotRegistration Bot(IDiscordGatewayBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder is DiscordGatewayBuilder own
            ? own.Bot
            : throw new ArgumentException("The builder is not the one that AddDiscordGateway returned.", nameof(builder));
    }
}
