using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Transport;

namespace Gateway.Core;

/// <summary>
/// One payload as Discord sent it, inflated but not parsed. Its memory is the shard's: it is valid until the next message
/// is asked for, or the reading ends. <see cref="Detach"/> or copy what must live longer.
/// </summary>
/// <remarks>
/// Leaving the loop ends the reading: what <c>await shard.ReadMessagesAsync().FirstAsync()</c> returns is valid no more, since its
/// memory went back to a pool before the await was over.
/// </remarks>
public readonly struct GatewayMessage
{
    private readonly GatewayEnvelope _envelope;
    private readonly IPayloadMemory? _memory; // null: the memory is the caller's already

    internal GatewayMessage(
        Shard shard, in GatewayEnvelope envelope, ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt, IPayloadMemory? memory = null)
    {
        _memory = memory;
        _envelope = envelope;
        Shard = shard;
        Payload = payload;
        ReceivedAt = receivedAt;
    }

    /// <summary>The shard that received it.</summary>
    public Shard Shard { get; }

    /// <summary>The whole payload: <c>{"t":…,"s":…,"op":…,"d":…}</c> in UTF-8.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>When its last bytes were read from the connection. Messages that one read has brought have the same time.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>What the payload is for. Events are <see cref="GatewayOpcode.Dispatch"/>.</summary>
    public GatewayOpcode Opcode => _envelope.Opcode;

    /// <summary>The event's place in its session; null for anything but an event.</summary>
    public long? Sequence => Opcode == GatewayOpcode.Dispatch ? _envelope.Sequence : null;

    /// <summary>The event's name in UTF-8, such as <c>MESSAGE_CREATE</c>; empty for anything but an event.</summary>
    public ReadOnlySpan<byte> NameUtf8 => _envelope.Name.Span;

    /// <summary>The event's name; null for anything but an event. Allocates a string only for a name the library does not know.</summary>
    public string? Name => _envelope.Name.IsEmpty ? null : EventCatalog.Find(NameUtf8)?.Name ?? Encoding.UTF8.GetString(NameUtf8);

    /// <summary>The event itself (<c>d</c>): one JSON value in UTF-8; empty if there is none.</summary>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public ReadOnlyMemory<byte> Data => _envelope.DataMayHaveTail ? EnvelopeReader.TrimTail(_envelope.Data) : _envelope.Data;

    /// <summary><see cref="Data"/>, or what stands in its place if that is no valid JSON. Never throws.</summary>
    internal ReadOnlyMemory<byte> RawData
    {
        get
        {
            try
            {
                return Data;
            }
            catch (JsonException)
            {
                return _envelope.Data;
            }
        }
    }

    /// <summary>Reads the event as the type that the catalog gives its name; null if the catalog does not know it, or it is no event.</summary>
    /// <exception cref="EventFormatException">A value in it is of a type it cannot be.</exception>
    public IGatewayEvent? Read() => EventCatalog.Find(NameUtf8) is { } descriptor ? Read(descriptor) : null;

    /// <summary>Reads the event as a <typeparamref name="TEvent"/>, for those who looked its descriptor up already.</summary>
    /// <exception cref="EventFormatException">A value in it is of a type it cannot be.</exception>
    public TEvent Read<TEvent>(EventDescriptor<TEvent> descriptor)
        where TEvent : class, IGatewayEvent => (TEvent)Read((EventDescriptor)descriptor);

    /// <summary>
    /// Takes the message's memory from the shard, without a copy: the message is valid until the owner is disposed of,
    /// whatever the shard reads next. For messages that go to another thread or into a queue.
    /// </summary>
    /// <remarks>
    /// The memory is as large as the shard's buffer was, which is more than the message needs; for many small messages
    /// that are kept for long, <see cref="CopyTo"/> takes less.
    /// </remarks>
    /// <returns>The owner of <see cref="Payload"/>.</returns>
    /// <exception cref="InvalidOperationException">It was taken already, the next message has been asked for, or the reading has ended.</exception>
    public IMemoryOwner<byte> Detach() => _memory is { } memory
        ? memory.Detach(Payload)
        : throw new InvalidOperationException("The memory of this message is not the shard's.");

    /// <summary>The same message in memory of the caller's: as valid as that memory, whatever the shard reads next.</summary>
    /// <param name="destination">Where it goes; at least as long as <see cref="Payload"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public GatewayMessage CopyTo(Memory<byte> destination)
    {
        Payload.CopyTo(destination);
        ReadOnlyMemory<byte> from = Payload;
        ReadOnlyMemory<byte> to = destination[..from.Length];
        return new GatewayMessage(Shard, _envelope with { Name = Moved(_envelope.Name), Data = Moved(_envelope.Data) }, to, ReceivedAt);

        // A name that had to be unescaped has memory of its own and stays where it is.
        ReadOnlyMemory<byte> Moved(ReadOnlyMemory<byte> slice) =>
            from.Span.Overlaps(slice.Span, out int offset) ? to.Slice(offset, slice.Length) : slice;
    }

    /// <summary>Opcode, name and sequence; never what the event says.</summary>
    public override string ToString() => Name is { } name ? $"{name} #{Sequence} of shard {Shard?.Id}" : $"{Opcode} of shard {Shard?.Id}";

    /// <summary>Reads the event by a descriptor that was looked up already.</summary>
    /// <exception cref="EventFormatException">A value in it is of a type it cannot be.</exception>
    public IGatewayEvent Read(EventDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        try
        {
            return descriptor.Read(_envelope.Data.Span);
        }
        catch (EventFormatException) when (_envelope.DataMayHaveTail && RawData.Length < _envelope.Data.Length)
        {
            return descriptor.Read(RawData.Span);
        }
    }
}
