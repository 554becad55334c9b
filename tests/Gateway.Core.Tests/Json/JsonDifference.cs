using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Json;

/// <summary>What was lost or changed between JSON that was read and the JSON written back.</summary>
/// <remarks>
/// No difference: numbers of equal value, timestamps of equal moment and offset, the ids that Discord writes as numbers
/// at times, and null in place of nothing or the other way round, but for the keys where that means something.
/// </remarks>
internal sealed class JsonDifference
{
    private static readonly string[] NullAlwaysMatters =
        ["premium_subscriber", "available_for_purchase", "guild_connections", "referenced_message"];

    private readonly HashSet<string> _nullMatters;
    private readonly List<Difference> _found = [];

    private JsonDifference(IEnumerable<string> nullMatters) => _nullMatters = [.. NullAlwaysMatters, .. nullMatters];

    public static IReadOnlyList<Difference> Between(JsonNode? before, JsonNode? after, params string[] nullMatters)
    {
        var difference = new JsonDifference(nullMatters);
        difference.Compare(before, after, "$");
        return difference._found;
    }

    private void Compare(JsonNode? before, JsonNode? after, string path)
    {
        switch (before, after)
        {
            case (null, null):
                break;
            case (JsonObject left, JsonObject right):
                CompareObjects(left, right, path);
                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (int i = 0; i < left.Count; i++)
                {
                    Compare(left[i], right[i], $"{path}[{i}]");
                }

                break;
            case (null, not null):
                Add(path, $"appeared as {after.ToJsonString()}", IsNeutral(after));
                break;
            case (not null, null):
                Add(path, "vanished");
                break;
            case (JsonValue left, JsonValue right) when IsSame(left, right) || IsId(left, right, path):
                break;
            default:
                Add(path, $"was {before!.ToJsonString()} and became {after!.ToJsonString()}");
                break;
        }
    }

    private void CompareObjects(JsonObject before, JsonObject after, string path)
    {
        foreach (string key in before.Select(p => p.Key).Union(after.Select(p => p.Key)))
        {
            if (_nullMatters.Contains(key) && before.ContainsKey(key) != after.ContainsKey(key))
            {
                Add($"{path}.{key}", after.ContainsKey(key) ? "appeared" : "vanished");
            }
            else
            {
                Compare(before[key], after[key], $"{path}.{key}");
            }
        }
    }

    private void Add(string path, string what, bool isNeutralAddition = false) =>
        _found.Add(new Difference(path, what, isNeutralAddition));

    private static bool IsNeutral(JsonNode node) => node switch
    {
        JsonArray array => array.Count == 0,
        JsonObject inner => inner.All(p => p.Value is null || IsNeutral(p.Value)),
        _ => node.ToString() is "" or "0" or "false" or "0001-01-01T00:00:00+00:00",
    };

    private static bool IsSame(JsonValue before, JsonValue after)
    {
        string left = before.ToString(), right = after.ToString();
        return (before.GetValueKind(), after.GetValueKind()) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) =>
                decimal.Parse(left, CultureInfo.InvariantCulture) == decimal.Parse(right, CultureInfo.InvariantCulture),
            (JsonValueKind.String, JsonValueKind.String) =>
                left == right || (IsTimestamp(left, out var a) && IsTimestamp(right, out var b) && a.EqualsExact(b)),
            _ => JsonNode.DeepEquals(before, after),
        };
    }

    /// <summary>Discord writes these ids as numbers now and then.</summary>
    private static bool IsId(JsonValue before, JsonValue after, string path) =>
        (path == "$.sound_id" || path.StartsWith("$.not_found[", StringComparison.Ordinal))
        && after.GetValueKind() == JsonValueKind.String
        && before.ToString() == after.ToString();

    private static bool IsTimestamp(string text, out DateTimeOffset moment)
    {
        moment = default;
        return text.Length >= 20
            && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }
}
