using System.Text.Json;
using Gateway.Core.Events;

namespace Gateway.Core.NativeSmoke;

/// <summary>Reads an event and writes it back, by its own type.</summary>
internal sealed class RoundTrip(byte[] data) : IEventDescriptorVisitor<int>
{
    public int Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent =>
        JsonSerializer.SerializeToUtf8Bytes(descriptor.Deserialize(data), descriptor.TypeInfo).Length;
}
