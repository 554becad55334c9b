using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads one of several types by looking at the keys of the object first.</summary>
/// <typeparam name="TUnion">What the types have in common.</typeparam>
public abstract class UnionConverter<TUnion> : JsonConverter<TUnion>, IModelConverter<TUnion> where TUnion : class
{
    private readonly ConcurrentDictionary<Type, ReadValue<TUnion?>> _readers = new();

    /// <summary>The type that fits the object, or null when none does.</summary>
    /// <param name="reader">A copy of the reader, at the object's start.</param>
    private protected abstract Type? MemberFor(Utf8JsonReader reader);

    /// <summary>Keeps an object that no type fits.</summary>
    /// <param name="raw">The object.</param>
    private protected abstract TUnion Keep(JsonElement raw);

    /// <summary>The object that <see cref="Keep"/> kept, or null for a known type.</summary>
    /// <param name="value">The value to write.</param>
    private protected abstract JsonElement? Kept(TUnion value);

    /// <inheritdoc/>
    public sealed override TUnion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        return MemberFor(reader) is { } member
            ? (TUnion)Nested.Read(ref reader, options.GetTypeInfo(member))
            : Keep(JsonElement.ParseValue(ref reader));
    }

    TUnion IModelConverter<TUnion>.ReadModel(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        return MemberFor(json) is { } member
            ? _readers.GetOrAdd(member, static type => ModelReader.For<TUnion>(type))(ref json)!
            : Keep(JsonElement.ParseValue(ref json));
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, TUnion value, JsonSerializerOptions options)
    {
        if (Kept(value) is { } raw)
        {
            raw.WriteTo(writer);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
        }
    }
}
