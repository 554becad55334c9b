namespace Gateway.Hosting.Dispatch;

/// <summary>An ordering of a handler's own: where its lines are among those of a lane.</summary>
/// <param name="Ordering">How its events are ordered.</param>
/// <param name="Index">Its number among all such handlers.</param>
internal sealed record HandlerOrder(EventOrdering Ordering, int Index)
{
    /// <summary>The line that an event waits in.</summary>
    public static ulong KeyOf(EventOrdering ordering, EventDelivery delivery) => ordering == EventOrdering.PerGuild ? delivery.GuildId : 0;
}
