using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// The way of one shard's events to their handlers. Events are started in order; once as many run as there is room for,
/// the shard waits here before it reads on.
/// </summary>
/// <remarks>Only the loop that reads the shard calls <see cref="DispatchAsync"/>.</remarks>
internal sealed class EventLane(EventDispatcher dispatcher, ShardId shard, int capacity)
{
    private readonly SemaphoreSlim _room = new(capacity, capacity);

    public EventDispatcher Dispatcher => dispatcher;

    public ShardId Shard => shard;

    public int Capacity => capacity;

    /// <summary>
    /// Hands an event to its handlers and returns before they have run; does nothing for one without handlers. The
    /// message is not needed any more once the task has completed.
    /// </summary>
    public ValueTask DispatchAsync(GatewayMessage message)
    {
        if (dispatcher.FindRoute(message.NameUtf8) is not { } route)
        {
            return ValueTask.CompletedTask;
        }

        if (!_room.Wait(0, CancellationToken.None))
        {
            return DispatchWhenThereIsRoomAsync(route, message);
        }

        Start(route, message);
        return ValueTask.CompletedTask;
    }

    /// <summary>The handlers of an event have finished.</summary>
    public void Leave(EventDelivery delivery)
    {
        dispatcher.Running.Remove(delivery);
        _room.Release();
    }

    private async ValueTask DispatchWhenThereIsRoomAsync(EventRoute route, GatewayMessage message)
    {
        dispatcher.OnLaneFull(this);
        await _room.WaitAsync(dispatcher.Closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!dispatcher.Closing.IsCancellationRequested)
        {
            Start(route, message);
        }
    }

    private void Start(EventRoute route, in GatewayMessage message)
    {
        var delivery = new EventDelivery(this, route, message);
        if (dispatcher.Running.TryAdd(delivery))
        {
            // One hop, in order: neither the shard nor other events ever run on a handler's thread, or wait for it.
            ThreadPool.UnsafeQueueUserWorkItem(delivery, preferLocal: false);
        }
        // Otherwise the application is stopping: whatever is read from now on goes nowhere.
    }
}
