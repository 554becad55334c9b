namespace Gateway.Hosting;

/// <summary>What becomes of an event for which a shard has no room, since <see cref="DispatchOptions.MaxConcurrentEvents"/> are in the hands of handlers.</summary>
public enum FullLane
{
    /// <summary>The shard is not read until there is room. Nothing is lost.</summary>
    Wait,

    /// <summary>The event is dropped.</summary>
    DropNewest,

    /// <summary>
    /// The event waits, up to <see cref="DispatchOptions.MaxConcurrentEvents"/> of them; the one that has waited longest
    /// is dropped to make room.
    /// </summary>
    DropOldest,
}
