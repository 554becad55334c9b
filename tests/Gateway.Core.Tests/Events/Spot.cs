using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Events;

/// <summary>A value within the JSON of an event: under a key, or an item of a list.</summary>
internal sealed record Spot(JsonNode Owner, string Key, int Index, string Path, Spot? Parent)
{
    /// <summary>Values of every type, among them such as fit many places by their type but not by what they say.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "true", "0", "-1", "1.5", "1e300", "9999999999", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud83d\\ude00\"",
        "\"18446744073709551616\"", "\"2026-13-45T99:00:00+00:00\"", "{}", "[]", "[null]", "[[]]", "{\"type\":2,\"id\":null}",
    ];

    public static IEnumerable<Spot> AllIn(JsonNode json) => Within(json, "$", null).ToList();

    public static IEnumerable<JsonObject> ObjectsIn(JsonNode? node) => node switch
    {
        JsonObject pairs => pairs.SelectMany(pair => ObjectsIn(pair.Value)).Prepend(pairs),
        JsonArray items => items.SelectMany(ObjectsIn),
        _ => [],
    };

    /// <summary>Runs something while there is another value.</summary>
    public T Replaced<T>(JsonNode? value, Func<T> run)
    {
        JsonNode? before = Set(value);
        try
        {
            return run();
        }
        finally
        {
            Set(before);
        }
    }

    /// <summary>Runs something while there is no value.</summary>
    public T Removed<T>(Func<T> run)
    {
        JsonNode? before = Owner is JsonObject pairs ? pairs[Key] : Owner[Index];
        if (Owner is JsonObject from)
        {
            from.RemoveAt(Index);
        }
        else
        {
            Owner.AsArray().RemoveAt(Index);
        }

        try
        {
            return run();
        }
        finally
        {
            if (Owner is JsonObject to)
            {
                to.Insert(Index, Key, before);
            }
            else
            {
                Owner.AsArray().Insert(Index, before);
            }
        }
    }

    private JsonNode? Set(JsonNode? value)
    {
        JsonNode? before;
        if (Owner is JsonObject pairs)
        {
            before = pairs[Key];
            pairs[Key] = value;
        }
        else
        {
            before = Owner[Index];
            Owner.AsArray()[Index] = value;
        }

        return before;
    }

    private static IEnumerable<Spot> Within(JsonNode? node, string path, Spot? parent)
    {
        IEnumerable<(Spot Spot, JsonNode? Value)> here = node switch
        {
            JsonObject pairs => pairs.Select((pair, i) =>
                (new Spot(pairs, pair.Key, i, $"{path}.{pair.Key}", parent), pair.Value)),
            JsonArray items => items.Select((item, i) => (new Spot(items, "", i, $"{path}[{i}]", parent), item)),
            _ => [],
        };
        return here.SelectMany(at => Within(at.Value, at.Spot.Path, at.Spot).Prepend(at.Spot));
    }
}
