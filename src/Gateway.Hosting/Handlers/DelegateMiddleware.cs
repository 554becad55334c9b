namespace Gateway.Hosting.Handlers;

/// <summary>Middleware that was added as a delegate.</summary>
internal sealed class DelegateMiddleware(Func<HandlerCall, HandlerDelegate, ValueTask> invoke) : IEventMiddleware
{
    public ValueTask InvokeAsync(HandlerCall call, HandlerDelegate next) => invoke(call, next);
}
