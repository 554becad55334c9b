using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Reads one value, at which the reader stands, up to its last token.</summary>
internal delegate T ReadValue<out T>(ref Utf8JsonReader json);

/// <summary>
/// Reads events as the serializer would, without boxing what it reads. The rest of this class is written by the compiler,
/// out of the records: see <c>Gateway.Core.Generators</c>.
/// </summary>
/// <remarks>
/// What it cannot read, for whatever reason, is left to the serializer, which tells where the reason lies.
/// </remarks>
internal static partial class ModelReader
{
    /// <summary>Reads a type, or what derives from it.</summary>
    /// <param name="type">The type to be read.</param>
    public static ReadValue<T?> For<T>(Type type) where T : class =>
        (ReadValue<T?>?)Find(type) ?? throw new NotSupportedException($"No code was written that reads a {type.Name}.");

    /// <summary>Reads a type; null when only the serializer can.</summary>
    public static ReadValue<T?>? For<T>() where T : class => (ReadValue<T?>?)Find(typeof(T));

    /// <summary>Reads a whole document.</summary>
    /// <returns>What was read; null when the serializer should look at it.</returns>
    public static T? Read<T>(ReadValue<T?> read, ReadOnlySpan<byte> data) where T : class
    {
        try
        {
            var json = new Utf8JsonReader(data);
            json.Read();
            T? value = read(ref json);
            return json.Read() ? null : value;
        }
        catch (Exception e) when (IsUnfit(e))
        {
            return null;
        }
    }

    /// <summary>Reads an activity, at which the reader stands.</summary>
    /// <returns>What was read; null, with the reader anywhere, when the serializer should look at it.</returns>
    public static Activity? TryReadActivity(ref Utf8JsonReader json)
    {
        try
        {
            return ReadActivity(ref json);
        }
        catch (Exception e) when (IsUnfit(e))
        {
            return null;
        }
    }

    /// <summary>Whether it is what the reader of JSON throws for a value of another type or for no JSON at all.</summary>
    private static bool IsUnfit(Exception e) => e is JsonException or InvalidOperationException or FormatException;

    private static partial Delegate? Find(Type type);

    /// <summary>Moves to the value of the next key, or to the end of the object.</summary>
    private static bool NextKey(ref Utf8JsonReader json, out ReadOnlySpan<byte> key)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            key = default;
            return false;
        }

        key = json.ValueIsEscaped ? throw Unfit() : json.ValueSpan;
        json.Read();
        return true;
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (json.TokenType != token)
        {
            throw Unfit();
        }
    }

    /// <summary>What an event makes no sense without must not be null.</summary>
    private static void Identity(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            throw Unfit();
        }
    }

    private static JsonException Unfit() => new();

    private static string? Text(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number
        ? Encoding.UTF8.GetString(json.ValueSpan)
        : json.GetString();

    private static bool Flag(ref Utf8JsonReader json) => json.TokenType != JsonTokenType.Null && json.GetBoolean();

    private static int Int32(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? 0 : json.GetInt32();

    private static long Int64(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? 0 : json.GetInt64();

    private static double Double(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? 0 : json.GetDouble();

    private static DateTimeOffset Moment(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Null ? default : json.GetDateTimeOffset();

    private static T[]? List<T>(ref Utf8JsonReader json, ReadValue<T> read)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(ref json, JsonTokenType.StartArray);
        var items = new ListBuilder<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(read(ref json));
        }

        return items.Build();
    }

    private static Dictionary<TKey, T>? Map<TKey, T>(ref Utf8JsonReader json, ReadValue<TKey> readKey, ReadValue<T> read)
        where TKey : notnull
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(ref json, JsonTokenType.StartObject);
        var items = new Dictionary<TKey, T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            TKey key = readKey(ref json);
            json.Read();
            items[key] = read(ref json);
        }

        return items;
    }

    private static T ReadBy<TConverter, T>(ref Utf8JsonReader json)
        where TConverter : JsonConverter, IModelConverter<T>, new() => Converter<TConverter>.Shared.ReadModel(ref json);

    private static class Converter<T> where T : JsonConverter, new()
    {
        public static readonly T Shared = new();
    }
}
