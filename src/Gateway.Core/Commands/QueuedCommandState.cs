namespace Gateway.Core.Commands;

/// <summary>Where a command stands on its way to Discord.</summary>
internal enum QueuedCommandState
{
    /// <summary>In nobody's queue: not given yet, or given up.</summary>
    None,

    /// <summary>In the queue, perhaps for the second time.</summary>
    Queued,

    /// <summary>Written, or being written: Discord may have it already.</summary>
    Sent,
}
