namespace Gateway.Hosting;

/// <summary>What becomes of an event for which a shard has no room, since <see cref="DispatchOptions.MaxConcurrentEvents"/> are in the hands of handlers.</summary>
/// <remarks>As <see cref="System.Threading.Channels.BoundedChannelFullMode"/> has it for items, but that the newest event is the one that has just arrived.</remarks>
public enum DispatchFullMode
{
    /// <summary>The shard is not read until there is room. Nothing is lost.</summary>
    Wait,

    /// <summary>The event that finds no room is dropped.</summary>
    DropNewest,

    /// <summary>
    /// The event waits, up to <see cref="DispatchOptions.MaxConcurrentEvents"/> of them; the one that has waited longest
    /// is dropped to make room.
    /// </summary>
    DropOldest,
}
