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
        Registry(builder).Add(typeof(TEvent), typeof(THandler));
        builder.Services.TryAdd(new ServiceDescriptor(typeof(THandler), typeof(THandler), lifetime));
        return builder;
    }

    /// <summary>Adds a class for every type of event whose <see cref="IEventHandler{TEvent}"/> it implements.</summary>
    /// <remarks>A class registered as a singleton is one object for all of them.</remarks>
    /// <exception cref="ArgumentException">The class implements none.</exception>
    /// <inheritdoc cref="AddEventHandler{TEvent, THandler}" path="/param"/>
    /// <typeparam name="THandler">The class.</typeparam>
    public static IDiscordGatewayBuilder AddEventHandler<[DynamicallyAccessedMembers(Handler)] THandler>(
        this IDiscordGatewayBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where THandler : class
    {
        HandlerRegistry handlers = Registry(builder);
        return AddClass(builder, handlers, typeof(THandler), lifetime)
            ? builder
            : throw new ArgumentException(
                $"{typeof(THandler).Name} implements IEventHandler<TEvent> for no type of event."
                + (typeof(THandler).IsAssignableTo(typeof(IRawEventHandler)) ? $" Add it with {nameof(AddRawEventHandler)}." : ""));
    }

    /// <summary>Adds a delegate for one type of event. It takes services from <see cref="EventContext.Services"/>.</summary>
    /// <typeparam name="TEvent">The type of event, such as <see cref="MessageCreate"/>.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="handle">Called as <see cref="IEventHandler{TEvent}.HandleAsync"/> is.</param>
    public static IDiscordGatewayBuilder AddEventHandler<TEvent>(
        this IDiscordGatewayBuilder builder, Func<TEvent, EventContext, CancellationToken, ValueTask> handle)
        where TEvent : class, IGatewayEvent
    {
        ArgumentNullException.ThrowIfNull(handle);
        Registry(builder).Add(new DelegateHandler<TEvent>(handle));
        return builder;
    }

    /// <summary>Adds a class that sees every event unparsed.</summary>
    /// <inheritdoc cref="AddEventHandler{TEvent, THandler}" path="/param"/>
    /// <typeparam name="THandler">The class.</typeparam>
    public static IDiscordGatewayBuilder AddRawEventHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IDiscordGatewayBuilder builder, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where THandler : class, IRawEventHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        Registry(builder).Add(typeof(RawEvent), typeof(THandler));
        builder.Services.TryAdd(new ServiceDescriptor(typeof(THandler), typeof(THandler), lifetime));
        return builder;
    }

    /// <summary>
    /// Adds every class of an assembly that implements <see cref="IEventHandler{TEvent}"/> or
    /// <see cref="IRawEventHandler"/>, public or not, except abstract and generic ones.
    /// </summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="lifetime">How long objects of these classes live; see <see cref="AddEventHandler{TEvent, THandler}"/>.</param>
    [RequiresUnreferencedCode("Trimming may remove handlers that nothing refers to. Add them one by one instead.")]
    public static IDiscordGatewayBuilder AddEventHandlersFrom(
        this IDiscordGatewayBuilder builder, Assembly assembly, ServiceLifetime lifetime = ServiceLifetime.Scoped)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        HandlerRegistry handlers = Registry(builder);
        foreach (Type type in assembly.GetTypes().Where(static type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            AddClass(builder, handlers, type, lifetime);
            if (type.IsAssignableTo(typeof(IRawEventHandler)))
            {
                handlers.Add(typeof(RawEvent), type);
                builder.Services.TryAdd(new ServiceDescriptor(type, type, lifetime));
            }
        }

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
        IDiscordGatewayBuilder builder, HandlerRegistry handlers, [DynamicallyAccessedMembers(Handler)] Type type, ServiceLifetime lifetime)
    {
        Type[] eventTypes =
        [
            .. type.GetInterfaces()
                .Where(static i => i.IsConstructedGenericType && i.GetGenericTypeDefinition() == typeof(IEventHandler<>))
                .Select(static i => i.GenericTypeArguments[0]),
        ];
        foreach (Type eventType in eventTypes)
        {
            handlers.Add(eventType, type);
        }

        if (eventTypes.Length > 0)
        {
            builder.Services.TryAdd(new ServiceDescriptor(type, type, lifetime));
        }

        return eventTypes.Length > 0;
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
