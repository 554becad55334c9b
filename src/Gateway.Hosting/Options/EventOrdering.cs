namespace Gateway.Hosting;

/// <summary>Which events wait until others have been handled.</summary>
public enum EventOrdering
{
    /// <summary>None: events are started in the order in which they arrive, and run side by side.</summary>
    Concurrent,

    /// <summary>
    /// The events of one guild are handled one after another, in the order in which they arrive; guilds run side by side.
    /// Events that concern no guild, such as direct messages, are in a line of their own, one for each shard.
    /// </summary>
    PerGuild,

    /// <summary>The events of one shard are handled one after another, in the order in which they arrive.</summary>
    PerShard,
}
