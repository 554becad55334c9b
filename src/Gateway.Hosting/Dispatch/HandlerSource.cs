namespace Gateway.Hosting.Dispatch;

/// <summary>Where the handlers of one registration come from.</summary>
/// <param name="name">The handlers as logs call them.</param>
/// <param name="resolve">Gets the handlers of one event.</param>
internal sealed class HandlerSource<THandler>(string name, Func<IServiceProvider, THandler[]> resolve)
    where THandler : class
{
    private THandler[]? _singletons;

    /// <summary>The handlers as logs call them.</summary>
    public string Name => name;

    /// <summary>Makes the handlers once, for all events.</summary>
    public HandlerSource<THandler> AsSingletons(IServiceProvider services)
    {
        _singletons = resolve(services);
        return this;
    }

    /// <summary>The handlers of one event; asks for its services only if they are needed.</summary>
    public THandler[] Get(EventDelivery delivery) => _singletons ?? resolve(delivery.Services);
}
