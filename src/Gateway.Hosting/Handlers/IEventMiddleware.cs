namespace Gateway.Hosting;

/// <summary>
/// Stands around every call of every handler, raw ones too: for logging, filters, retries, error policies. Added with
/// <c>AddEventMiddleware</c>; the first that was added is the outermost.
/// </summary>
public interface IEventMiddleware
{
    /// <summary>
    /// Called instead of the handler. What it throws counts as thrown by the handler; what it catches has not happened.
    /// </summary>
    /// <param name="call">Which handler is to be called with what.</param>
    /// <param name="next">Calls it. May be called once, several times, or not at all.</param>
    ValueTask InvokeAsync(HandlerCall call, HandlerDelegate next);
}
