using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Models;

/// <summary>Which C# type and property stand for which part of the schema.</summary>
internal static class ModelOfSchema
{
    /// <summary>Types that could not have Discord's name, or have C#'s spelling of it.</summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["ChannelInfo"] = nameof(ChannelInfoEntry),
        ["SKU"] = nameof(Sku),
    };

    public static Type? TypeOf(string name) =>
        typeof(Message).Assembly.GetType($"Gateway.Core.Models.{Renamed.GetValueOrDefault(name, name)}");

    public static Type? EventTypeOf(SchemaShape shape) => EventCatalog.Find(shape.Name)?.EventType;

    public static PropertyInfo? PropertyOf(Type type, string key) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .FirstOrDefault(property => KeyOf(property) == key);

    private static string? KeyOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always }
            ? null
            : property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
