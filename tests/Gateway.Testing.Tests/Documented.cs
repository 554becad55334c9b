using System.Text.Json;

namespace Gateway.Testing.Tests;

/// <summary>What Discord documents of each event: its keys, which of them may be missing or null, and its intents.</summary>
internal static class Documented
{
    private static readonly JsonElement Schema = Read();

    private static readonly Dictionary<string, JsonElement> Objects = Named("objects");

    private static readonly Dictionary<string, JsonElement> Events = Named("events");

    // Undocumented keys that Discord's own examples show, or that HTTP alone documents.
    private static readonly HashSet<string> Extra = ["region", "guild_scheduled_event_exceptions", "locale", "id"];

    public static IEnumerable<string> EventNames => Events.Keys;

    public static IEnumerable<string> IntentsOf(string eventName) => Events[eventName].GetProperty("intents").EnumerateArray().Select(intent => intent.GetString()!);

    /// <summary>What is wrong with a payload, a line each.</summary>
    public static IEnumerable<string> Faults(string eventName, JsonElement data) => Check(eventName, data, Events[eventName], isPartial: false);

    private static IEnumerable<string> Check(string where, JsonElement data, JsonElement shape, bool isPartial)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            yield return $"{where} is {data.ValueKind}";
            yield break;
        }

        var fields = FieldsOf(shape).DistinctBy(field => field.GetProperty("name").GetString()).ToDictionary(field => field.GetProperty("name").GetString()!);
        foreach (var property in data.EnumerateObject())
        {
            if (!fields.TryGetValue(property.Name, out var field))
            {
                if (!Extra.Contains(property.Name))
                {
                    yield return $"{where}.{property.Name} is not documented";
                }
            }
            else if (property.Value.ValueKind == JsonValueKind.Null)
            {
                if (!field.GetProperty("nullable").GetBoolean() && field.GetProperty("type").GetString() != "null")
                {
                    yield return $"{where}.{property.Name} is null";
                }
            }
            else
            {
                foreach (string fault in Check($"{where}.{property.Name}", property.Value, field.GetProperty("type").GetString()!))
                {
                    yield return fault;
                }
            }
        }

        foreach (var (name, field) in fields)
        {
            if (!isPartial && !field.GetProperty("optional").GetBoolean() && !data.TryGetProperty(name, out _))
            {
                yield return $"{where} has no {name}";
            }
        }
    }

    private static IEnumerable<string> Check(string where, JsonElement value, string type)
    {
        if (type.StartsWith('['))
        {
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(item => Check(where + "[]", item, type[1..^1])) : [$"{where} is {value.ValueKind}"];
        }

        bool isPartial = type.StartsWith("partial<", StringComparison.Ordinal);
        string name = isPartial ? type[8..^1] : type;
        if (Objects.TryGetValue(name, out var shape))
        {
            return Check(where, value, shape, isPartial);
        }

        bool fits = type switch
        {
            "snowflake" or "string" or "timestamp" or "bitstring" => value.ValueKind == JsonValueKind.String,
            "int" or "float" => value.ValueKind == JsonValueKind.Number,
            "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
        return fits ? [] : [$"{where} is {value.ValueKind}, not {type}"];
    }

    private static IEnumerable<JsonElement> FieldsOf(JsonElement shape)
    {
        IEnumerable<JsonElement> own = shape.GetProperty("fields").EnumerateArray();
        return shape.TryGetProperty("base", out var named) && named.ValueKind == JsonValueKind.String ? own.Concat(FieldsOf(Objects[named.GetString()!])) : own;
    }

    private static Dictionary<string, JsonElement> Named(string table) =>
        Schema.GetProperty(table).EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString()!);

    private static JsonElement Read()
    {
        using var file = typeof(Documented).Assembly.GetManifestResourceStream("schema.json")!;
        using var document = JsonDocument.Parse(file);
        return document.RootElement.Clone();
    }
}
