using Gateway.Core;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting;

/// <summary>Where an event came from, and what its handlers may use while they run.</summary>
public sealed class EventContext
{
    private readonly EventDelivery? _delivery; // null in a test of a handler
    private readonly IServiceProvider? _services;

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
        _services = services;
    }

    internal EventContext(EventDelivery delivery, Shard shard, string eventName)
    {
        Shard = shard;
        EventName = eventName;
        _delivery = delivery;
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
        get => _delivery is null ? field : _delivery.RawPayload;
        init;
    }

    /// <summary>
    /// The services of the event's own DI scope, which all its handlers share. The scope is made when it is first
    /// needed, and disposed of when the handlers have finished.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handlers of the event have finished.</exception>
    public IServiceProvider Services => _delivery is null ? _services! : _delivery.Services;

    /// <summary>The event's name, sequence and shard; never what the event says.</summary>
    public override string ToString() => $"{EventName} #{Sequence} of shard {ShardId}";
}
