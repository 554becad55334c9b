namespace Gateway.Hosting.Dispatch;

/// <summary>Starts the handlers of a lane's events: those that follow the bot's ordering once the event is first in its line.</summary>
/// <param name="dispatcher">What all lanes share.</param>
/// <param name="lines">The shard's lines.</param>
internal sealed class EventStarter(EventDispatcher dispatcher, ShardLines lines)
{
    private readonly EventLines? _botLines = lines.OfBot; // null: events do not wait for each other
    private int _waiting;

    /// <summary>What waits for its turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>
    /// Reads an event and lets it join all its lines, before any handler can block. In a line in which others are before
    /// it, it goes on by itself when its turn comes, be its other handlers as far as they may.
    /// </summary>
    /// <returns>Which handlers start now: those that follow the bot's ordering, and the others. Null if that failed.</returns>
    public (bool Followers, bool Others)? Prepare(EventDelivery delivery)
    {
        try
        {
            delivery.Route.Read(delivery);
            if (delivery.Route.CopiesAhead && delivery.Payload.IsSmall)
            {
                delivery.Payload.Own(isBeingRead: false);
            }

            (bool followers, bool others) = _botLines is null ? (true, true) : delivery.IsWanted();
            others |= !followers;
            if (others)
            {
                dispatcher.OnStarted(delivery);
                if (delivery.Route.HasOrders)
                {
                    dispatcher.Pipeline.JoinLines(delivery);
                }
            }

            return (followers && (_botLines is null || JoinBotLine(_botLines, delivery)), others);
        }
        catch (Exception e)
        {
            dispatcher.OnUndelivered(delivery, e);
            return null;
        }
    }

    /// <summary>Calls the handlers that start now. One may block.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="which">What <see cref="Prepare"/> returned.</param>
    public void Start(EventDelivery delivery, (bool Followers, bool Others) which)
    {
        try
        {
            if (_botLines is null)
            {
                dispatcher.Pipeline.Start(delivery, which.Followers, which.Others);
                return;
            }

            if (which.Others)
            {
                dispatcher.Pipeline.Start(delivery, followers: false, others: true);
            }

            if (which.Followers)
            {
                TakeTurn(delivery);
                delivery.Release();
            }
        }
        catch (Exception e)
        {
            dispatcher.OnUndelivered(delivery, e);
        }
    }

    /// <summary>An event is first in the bot's line: its handlers that follow the bot's ordering start.</summary>
    public void TakeTurn(EventDelivery delivery)
    {
        if (!delivery.HasStarted)
        {
            dispatcher.OnStarted(delivery);
        }

        delivery.TakeTurn();
        dispatcher.Pipeline.Start(delivery, followers: true, others: false);
        delivery.EndTurn();
    }

    public void LeaveBotLine(EventDelivery delivery) => _botLines!.Leave(delivery.LineKey);

    /// <summary>The lines of a handler with an ordering of its own.</summary>
    public EventLines LinesOf(HandlerOrder order) => lines.Of(order);

    public void OnWaiting() => Interlocked.Increment(ref _waiting);

    public void OnTurn() => Interlocked.Decrement(ref _waiting);

    /// <summary>Returns whether it is first. If so, or else once its turn has come, the reference that the line holds is released.</summary>
    private bool JoinBotLine(EventLines lines, EventDelivery delivery)
    {
        delivery.AddReference();
        delivery.LineKey = HandlerOrder.KeyOf(dispatcher.Options.Ordering, delivery);
        OnWaiting();
        if (!lines.EnterOrWait(delivery.LineKey, delivery))
        {
            return false;
        }

        OnTurn();
        return true;
    }
}
