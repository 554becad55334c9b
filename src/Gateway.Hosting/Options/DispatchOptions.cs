using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>How events get to handlers.</summary>
public sealed class DispatchOptions
{
    /// <summary>
    /// How many events of one shard may be in the hands of handlers at the same time; at that many the shard is not read
    /// until one is done. Default 1024, from 1 to 1,000,000.
    /// </summary>
    /// <remarks>
    /// <para>It bounds memory: an event takes its payload and what was read from it, a few kilobytes for a message. Discord
    /// keeps what is not read, heartbeats go on, and nothing is lost. With 1, events are handled strictly one by one.</para>
    /// <para>Answers of Discord are not read either: if as many handlers await one of their own shard
    /// (<see cref="Shard.RequestGuildMembersAsync"/>), and another event waits for one of them, they wait until their requests
    /// time out. Such work belongs behind a queue of the bot's own.</para>
    /// </remarks>
    public int MaxConcurrentEvents { get; set; } = 1024;

    /// <summary>
    /// Which events wait until others have been handled. Default: <see cref="EventOrdering.Concurrent"/>. A handler may
    /// have its own: <see cref="EventHandlerOptions.Ordering"/>.
    /// </summary>
    public EventOrdering Ordering { get; set; } = EventOrdering.Concurrent;

    /// <summary>
    /// What becomes of the events named in <see cref="Droppable"/> when there is no room for them; all others always
    /// wait. Default: <see cref="DispatchFullMode.Wait"/>. What is dropped is counted, and reported once a minute.
    /// </summary>
    public DispatchFullMode FullMode { get; set; } = DispatchFullMode.Wait;

    /// <summary>
    /// The events that may be dropped, by their names, such as <c>PRESENCE_UPDATE</c> and <c>TYPING_START</c>. Default:
    /// none. In the configuration a text or a list of names.
    /// </summary>
    public IReadOnlyList<string> Droppable { get; set; } = [];

    /// <summary>
    /// How long a handler may take for one event; then its token is cancelled and a <see cref="TimeoutException"/> is
    /// reported. Null, the default, for as long as it likes; up to a day. A handler may have its own:
    /// <see cref="EventHandlerOptions.Timeout"/>.
    /// </summary>
    public TimeSpan? HandlerTimeout { get; set; }

    /// <summary>
    /// After how long a handler that still runs is reported, once a minute for each handler; it runs on. Default: 10
    /// seconds, up to a day. A handler may have its own: <see cref="EventHandlerOptions.SlowAfter"/>.
    /// </summary>
    public TimeSpan SlowHandlerAfter { get; set; } = TimeSpan.FromSeconds(10);
}
