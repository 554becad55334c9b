using Gateway.Core;
using Gateway.Hosting.Handlers;

namespace Gateway.Hosting;

/// <summary>Where an event came from, and what its handlers may use while they run.</summary>
/// <remarks>It is a value: it may be kept, and goes on saying where the event came from.</remarks>
public readonly struct EventContext
{
    private readonly IContextSource _source;
    private readonly int _version;
    private readonly int _slot;

    /// <summary>A context made by hand, to test a handler with.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="eventName">The event's name, such as <c>MESSAGE_CREATE</c>.</param>
    /// <param name="services">The services.</param>
    public EventContext(Shard shard, string eventName, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(services);
        Shard = shard;
        EventName = eventName;
        _source = new GivenContext(services, default);
    }

    internal EventContext(IContextSource source, int version, int slot, Shard shard, string eventName)
    {
        Shard = shard;
        EventName = eventName;
        _source = source;
        _version = version;
        _slot = slot;
    }

    /// <summary>The shard that received the event; commands are sent with it.</summary>
    public Shard Shard { get; }

    /// <summary>Which shard that is.</summary>
    public ShardId ShardId => Shard.Id;

    /// <summary>The event's name, such as <c>MESSAGE_CREATE</c>.</summary>
    public string EventName { get; }

    /// <summary>The event's place in its session.</summary>
    public long? Sequence { get; init; }

    /// <summary>When the event was received, before it waited for anything.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The event as Discord sent it (<c>d</c>): one JSON value in UTF-8, with the fields the library does not know.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handlers of the event have finished; copy what must live longer.</exception>
    public ReadOnlyMemory<byte> RawPayload
    {
        get => _source.RawPayload(_version);
        init => _source = new GivenContext(Services, value);
    }

    /// <summary>
    /// The services of a DI scope: the scoped handlers of an event, which run one after another, share one; a handler
    /// that runs by itself, such as a singleton or a delegate, has its own. It is made when it is first needed, and
    /// disposed of when its handlers have finished.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handlers have finished.</exception>
    public IServiceProvider Services => _source.Services(_version, _slot);

    /// <summary>The event's name, sequence and shard; never what the event says.</summary>
    public override string ToString() => $"{EventName} #{Sequence} of shard {Shard?.Id}";
}
