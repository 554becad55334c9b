using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Json;

namespace Gateway.Core.Events;

/// <summary>One row of the <see cref="EventCatalog"/>, typed.</summary>
/// <typeparam name="TEvent">The type that is read.</typeparam>
public sealed class EventDescriptor<TEvent> : EventDescriptor where TEvent : class, IGatewayEvent
{
    private readonly Func<TEvent, ReadOnlySpan<byte>, TEvent>? _complete;
    private ReadValue<TEvent?>? _read;
    private JsonTypeInfo<TEvent>? _typeInfo;

    internal EventDescriptor(
        string name, GatewayIntents intents, Func<TEvent, ReadOnlySpan<byte>, TEvent>? complete = null)
        : base(name, intents) => _complete = complete;

    /// <inheritdoc/>
    public override Type EventType => typeof(TEvent);

    /// <summary>
    /// The serializer's metadata of the event, for writing it, and for reading it with other options. Made on first use, so
    /// that events nobody asks for cost nothing.
    /// </summary>
    public JsonTypeInfo<TEvent> TypeInfo
    {
        get => _typeInfo ??= (JsonTypeInfo<TEvent>)GatewayJson.Options.GetTypeInfo(typeof(TEvent));
        internal init => _typeInfo = value;
    }

    internal override bool HasMetadata => _typeInfo is not null;

    /// <inheritdoc cref="EventDescriptor.Read"/>
    public TEvent Deserialize(ReadOnlySpan<byte> data)
    {
        _read ??= ModelReader.For<TEvent>() ?? (static (ref _) => null);
        TEvent read = ModelReader.Read(_read, data) ?? DeserializeBySerializer(data);
        return _complete is null ? read : _complete(read, data);
    }

    /// <summary>Reads by metadata: slower, but tells where a value does not fit.</summary>
    internal TEvent DeserializeBySerializer(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, TypeInfo)
                ?? throw new NestedJsonException(typeof(TEvent), new JsonException());
        }
        catch (JsonException e)
        {
            throw FormatFailure.Describe(Name, TypeInfo, e);
        }
    }

    /// <inheritdoc/>
    public override IGatewayEvent Read(ReadOnlySpan<byte> data) => Deserialize(data);

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IEventDescriptorVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(this);
    }
}
