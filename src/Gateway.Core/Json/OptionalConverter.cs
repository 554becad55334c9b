using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Json;

/// <summary>Reads a key that was sent, be it as null. A key that was not sent must be left out in writing.</summary>
/// <typeparam name="T">Type of the value when it is not null.</typeparam>
public sealed class OptionalConverter<T> : JsonConverter<Optional<T?>> where T : class
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Optional<T?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? new(null) : new(Nested.Read(ref reader, TypeInfo(options)));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Optional<T?> value, JsonSerializerOptions options)
    {
        if (value.ValueOrDefault is { } inner)
        {
            JsonSerializer.Serialize(writer, inner, TypeInfo(options));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
