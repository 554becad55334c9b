using System.Text.Json;

namespace Gateway.Core.Json;

/// <summary>
/// A failure below a converter. Its own path, which the serializer fills in, leads to the converted value; the inner
/// exception's path goes on from there.
/// </summary>
internal sealed class NestedJsonException(Type type, JsonException inner) : JsonException(null, inner)
{
    public Type Type { get; } = type;
}
