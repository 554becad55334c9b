namespace Gateway.Hosting.Dispatch;

/// <summary>
/// The lines that events of one shard wait in: those of the bot's ordering, and those of each handler with an ordering of
/// its own. They outlive a lane: what is read after a restart is behind what was read before.
/// </summary>
internal sealed class ShardLines(EventDispatcher dispatcher)
{
    private readonly EventLines[] _own = [.. dispatcher.Orders.Select(static _ => new EventLines())];

    /// <summary>Those of the bot's ordering; null if events do not wait for each other.</summary>
    public EventLines? OfBot { get; } = dispatcher.Options.Ordering == EventOrdering.Concurrent ? null : new EventLines();

    /// <summary>Whether any event ever waits for another.</summary>
    public bool Any => OfBot is not null || _own.Length > 0;

    /// <summary>Those of a handler with an ordering of its own.</summary>
    public EventLines Of(HandlerOrder order) => _own[order.Index];
}
