using System.Runtime.CompilerServices;
using Gateway.Core.Events;

namespace Gateway.Core.Dispatch;

/// <summary>Turns the messages of a shard into typed events: those that are wanted. The others are dropped unparsed.</summary>
internal sealed class EventReader
{
    private readonly HashSet<EventDescriptor>? _wanted; // null: all
    private readonly bool _unknown;

    /// <exception cref="ArgumentException">A type is no event.</exception>
    public EventReader(IReadOnlyCollection<Type>? eventTypes)
    {
        _unknown = eventTypes is null || eventTypes.Contains(typeof(UnknownEvent));
        _wanted = eventTypes?
            .Where(static type => type != typeof(UnknownEvent) && type != typeof(MalformedEvent))
            .Select(static type => EventCatalog.Find(type) ?? throw new ArgumentException(
                $"{type} is no gateway event: there is no row for it in the event catalog.", nameof(eventTypes)))
            .ToHashSet();
    }

    public async IAsyncEnumerable<IGatewayEvent> ReadAsync(
        Shard shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (GatewayMessage message in shard.ReadMessagesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (message.Opcode == GatewayOpcode.Dispatch && Read(message) is { } typed)
            {
                yield return typed;
            }
        }
    }

    private IGatewayEvent? Read(in GatewayMessage message)
    {
        if (EventCatalog.Find(message.NameUtf8) is not { } descriptor)
        {
            return _unknown ? new UnknownEvent(message.Name ?? "", message.Sequence, message.RawData.ToArray()) : null;
        }

        if (_wanted is not null && !_wanted.Contains(descriptor))
        {
            return null;
        }

        try
        {
            return message.Read(descriptor);
        }
        catch (EventFormatException e)
        {
            return new MalformedEvent(descriptor.Name, message.Sequence, message.RawData.ToArray(), e);
        }
    }
}
