using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>What the payload writers share.</summary>
internal static class Json
{
    // Like Discord, text beyond ASCII goes out as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            write(writer);
        }

        return output.WrittenSpan.ToArray();
    }

    public static byte[] WriteObject(Action<Utf8JsonWriter> members) => Write(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    public static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Timestamp(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    public static void Id(this Utf8JsonWriter json, string name, ulong id) => json.WriteString(name, Text(id));

    public static void Id(this Utf8JsonWriter json, string name, ulong? id)
    {
        if (id is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.Id(name, id.Value);
        }
    }

    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, Timestamp(at.Value));
        }
    }

    /// <summary>A moment in Unix seconds.</summary>
    public static void Seconds(this Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, at.Value.ToUnixTimeSeconds());
        }
    }

    public static void Nulls(this Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            json.WriteNull(name);
        }
    }

    public static void EmptyArrays(this Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
    }

    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads an id: a string of digits, or (leniently, as Discord does) a number.</summary>
    public static bool TryGetId(this JsonElement element, out ulong id)
    {
        id = 0;
        return element.ValueKind switch
        {
            JsonValueKind.String => ulong.TryParse(element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out id),
            JsonValueKind.Number => element.TryGetUInt64(out id),
            _ => false,
        };
    }

    public static bool TryGetId(this JsonElement element, string name, out ulong id)
    {
        id = 0;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.TryGetId(out id);
    }

    public static string? String(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static bool Bool(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static long? Integer(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : null;
}
