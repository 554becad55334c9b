namespace Gateway.Hosting.Handlers;

/// <summary>A raw handler that was registered as a delegate.</summary>
internal sealed class RawDelegateHandler(Func<RawEvent, EventContext, CancellationToken, ValueTask> handle) : IRawEventHandler, INamedHandler
{
    public string Name => "the delegate for raw events";

    public ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken) => handle(e, context, cancellationToken);
}
