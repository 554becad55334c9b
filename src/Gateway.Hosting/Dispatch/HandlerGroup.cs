using Gateway.Hosting.Handlers;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

/// <summary>All handlers of one kind for one event. Each is on its own: what one throws is logged, and the next one runs.</summary>
/// <param name="sources">Where they come from, in the order in which they run.</param>
/// <param name="handle">Calls one.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed partial class HandlerGroup<THandler, TPayload>(
    HandlerSource<THandler>[] sources,
    Func<THandler, TPayload, EventContext, CancellationToken, ValueTask> handle,
    ILogger logger)
    where THandler : class
{
    public async ValueTask HandleAsync(TPayload payload, EventDelivery delivery)
    {
        foreach (HandlerSource<THandler> source in sources)
        {
            foreach (THandler handler in Resolve(source, delivery))
            {
                await HandleAsync(handler, payload, delivery).ConfigureAwait(false);
            }
        }
    }

    private THandler[] Resolve(HandlerSource<THandler> source, EventDelivery delivery)
    {
        try
        {
            return source.Get(delivery);
        }
        catch (Exception e)
        {
            LogNotMade(logger, e, source.Name, delivery.Context.EventName, delivery.Context.ShardId);
            return [];
        }
    }

    private async ValueTask HandleAsync(THandler handler, TPayload payload, EventDelivery delivery)
    {
        string name = NameOf(handler);
        delivery.Handler = name;
        try
        {
            await handle(handler, payload, delivery.Context, delivery.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (delivery.CancellationToken.IsCancellationRequested)
        {
            LogCancelled(logger, name, delivery.Context.EventName, delivery.Context.ShardId);
        }
        catch (Exception e)
        {
            LogFailed(logger, e, name, delivery.Context.EventName, delivery.Context.ShardId);
        }
        finally
        {
            delivery.Handler = null;
        }
    }

    private static string NameOf(THandler handler) => handler is INamedHandler named ? named.Name : handler.GetType().Name;
}
