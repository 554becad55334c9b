using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Models;

namespace Gateway.Core.Tests.Events;

/// <summary>Goes through JSON and the model read from it side by side.</summary>
internal static class ModelWalk
{
    /// <summary>Every key of the JSON that a property of the model stands for.</summary>
    public static IEnumerable<Place> Through(object model, JsonNode json, JsonSerializerOptions options) =>
        Through(model, json, "$", options);

    private static IEnumerable<Place> Through(
        object? model, JsonNode? json, string path, JsonSerializerOptions options) =>
        (model, json) switch
        {
            (DiscordObject inner, JsonObject pairs) => ThroughObject(inner, pairs, path, options),
            (IDictionary map, JsonObject pairs) => pairs.SelectMany((pair, i) =>
                Through(map.Values.Cast<object?>().ElementAt(i), pair.Value, $"{path}.{pair.Key}", options)),
            (IEnumerable list, JsonArray items) when model is not string => list.Cast<object?>().SelectMany((item, i) =>
                Through(item, items[i], $"{path}[{i}]", options)),
            _ => [],
        };

    private static IEnumerable<Place> ThroughObject(
        DiscordObject model, JsonObject json, string path, JsonSerializerOptions options)
    {
        IEnumerable<JsonPropertyInfo> properties =
            options.TryGetTypeInfo(model.GetType(), out JsonTypeInfo? type) ? type.Properties : [];
        foreach ((string key, JsonNode? value) in json)
        {
            if (properties.FirstOrDefault(p => p.Name == key) is not { } property)
            {
                continue;
            }

            yield return new Place($"{path}.{key}", json, key, property);

            object? inner = property.Get!(model);
            inner = inner is Optional<Message?> message ? message.ValueOrDefault : inner;
            foreach (Place place in Through(inner, value, $"{path}.{key}", options))
            {
                yield return place;
            }
        }
    }
}
