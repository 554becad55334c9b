namespace Gateway.Hosting;

/// <summary>How events get to handlers.</summary>
public sealed class DispatchOptions
{
    /// <summary>
    /// How many events of one shard may be in the hands of handlers at the same time; at that many the shard is not read
    /// until one is done. Default 1024, from 1 to 1,000,000.
    /// </summary>
    /// <remarks>
    /// It bounds memory: an event takes its payload and what was read from it, a few kilobytes for a message. Discord
    /// keeps what is not read, heartbeats go on, and nothing is lost. With 1, events are handled strictly one by one.
    /// </remarks>
    public int MaxConcurrentEvents { get; set; } = 1024;
}
