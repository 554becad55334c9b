using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Tests.Fixtures;

/// <summary>schema.json: what Discord documents, in tables.</summary>
internal sealed record Schema(
    IReadOnlyList<SchemaShape> Objects,
    IReadOnlyList<SchemaUnion> Unions,
    IReadOnlyList<SchemaSet> Enums,
    IReadOnlyList<SchemaShape> Events)
{
    private static readonly JsonSerializerOptions Options =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Schema Documented { get; } = Read();

    private static Schema Read()
    {
        using Stream file = Fixture.Open("schema.json");
        return JsonSerializer.Deserialize<Schema>(file, Options)!;
    }
}

/// <summary>An object, or the content of an event.</summary>
internal sealed record SchemaShape(
    string Name, string? Base, IReadOnlyList<SchemaField> Fields, IReadOnlyList<string>? Intents);

/// <summary>A key of an object.</summary>
internal sealed record SchemaField(string Name, string Type, bool Optional, bool Nullable);

/// <summary>Objects told apart by a key.</summary>
internal sealed record SchemaUnion(string Name, IReadOnlyList<string> Members);

/// <summary>An enum, a flag set (values are bit numbers) or a set of texts.</summary>
internal sealed record SchemaSet(string Name, string Kind, IReadOnlyList<SchemaValue> Values);

/// <summary>A member of a set; text sets have texts for values.</summary>
internal sealed record SchemaValue(string Name, JsonElement Value)
{
    [JsonIgnore]
    public string PascalName =>
        string.Concat(Name.Split('_').Select(part => part[..1].ToUpperInvariant() + part[1..].ToLowerInvariant()));
}
