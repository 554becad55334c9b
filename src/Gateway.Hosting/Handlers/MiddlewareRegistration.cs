using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Handlers;

/// <summary>Middleware as it was added: a class that the container makes, or an object.</summary>
internal sealed record MiddlewareRegistration(Type? Type, IEventMiddleware? Instance = null)
{
    /// <summary>The call of what is left on the way to the handler, with this around it.</summary>
    public HandlerDelegate Around(HandlerDelegate next, IServiceProvider provider, ServiceLifetime lifetime)
    {
        if (Type is { } type && lifetime != ServiceLifetime.Singleton)
        {
            return call => ((IEventMiddleware)call.Context.Services.GetRequiredService(type)).InvokeAsync(call, next);
        }

        IEventMiddleware middleware = Instance ?? (IEventMiddleware)provider.GetRequiredService(Type!);
        return call => middleware.InvokeAsync(call, next);
    }
}
