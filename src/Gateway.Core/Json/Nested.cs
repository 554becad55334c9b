using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Json;

/// <summary>Reading within a converter so that a failure keeps its whole path.</summary>
internal static class Nested
{
    public static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> typeInfo) where T : class =>
        (T)Read(ref reader, (JsonTypeInfo)typeInfo);

    /// <exception cref="NestedJsonException">The value does not fit the type.</exception>
    public static object Read(ref Utf8JsonReader reader, JsonTypeInfo typeInfo)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, typeInfo)!;
        }
        catch (JsonException e)
        {
            throw new NestedJsonException(typeInfo.Type, e);
        }
    }
}
