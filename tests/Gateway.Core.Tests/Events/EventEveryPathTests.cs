using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Events;

/// <summary>Every value of every sample, known to the model or not, is bent in every way, one at a time.</summary>
public class EventEveryPathTests
{
    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void A_value_that_is_missing_or_null_fails_nothing_but_an_event_without_identity(int line) =>
        Faults.AssertNone(EachValue(line, (sample, it, read) =>
        {
            bool isIdentity = it.Parent is null && IsIdentity(sample.Name, it.Key);
            EventFormatException?[] failures = [it.Replaced(null, read), it.Removed(read)];
            return failures.Where(failure => failure is null == isIdentity).Select(failure =>
                $"{it.Path}: {failure?.Message ?? "should fail without its identity"}");
        }));

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void A_value_of_any_type_is_read_or_told_by_event_and_path(int line) =>
        Faults.AssertNone(EachValue(line, (sample, it, read) =>
            from value in Spot.Values
            let failure = it.Replaced(JsonNode.Parse(value), read)
            where failure is not null
            where failure.EventName != sample.Name
                || failure.ExpectedType is null
                || !IsNear(failure.JsonPath, it.Path)
            select $"{it.Path} as {value}: {failure.Message}"));

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Keys_in_another_order_or_given_twice_change_nothing(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        string expected = row.Read(sample.Data).ToString()!;

        Faults.AssertNone(
            from bent in Shuffles(JsonNode.Parse(sample.Data)!)
            let read = row.Read(Encoding.UTF8.GetBytes(bent)).ToString()
            where read != expected
            select $"{read} from {bent}");
    }

    /// <summary>Whether one of the places is within the other; a star stands for a key out of the payload.</summary>
    private static bool IsNear(string told, string bent)
    {
        string known = told.Replace(".*", "", StringComparison.Ordinal);
        return known.StartsWith(bent, StringComparison.Ordinal) || bent.StartsWith(known, StringComparison.Ordinal);
    }

    private static bool IsIdentity(string name, string key) =>
        GatewayJson.Options.GetTypeInfo(EventCatalog.Find(name)!.EventType) is { Kind: JsonTypeInfoKind.Object } type
        && type.Properties.Any(property => property.IsRequired && property.Name == key);

    private static List<string> EachValue(
        int line, Func<Sample, Spot, Func<EventFormatException?>, IEnumerable<string>> check)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        JsonNode json = JsonNode.Parse(sample.Data)!;
        return [.. Spot.AllIn(json).SelectMany(spot => check(sample, spot, () => TryRead(row, json)))];
    }

    private static EventFormatException? TryRead(EventDescriptor row, JsonNode json)
    {
        try
        {
            row.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
            return null;
        }
        catch (EventFormatException e)
        {
            return e;
        }
    }

    /// <summary>The JSON with one object's keys in reverse, and with one object's keys given twice, for each object.</summary>
    private static IEnumerable<string> Shuffles(JsonNode json)
    {
        JsonObject[] objects = [.. Spot.ObjectsIn(json).Where(pairs => pairs.Count > 0)];
        foreach (JsonObject pairs in objects)
        {
            KeyValuePair<string, JsonNode?>[] before = [.. pairs];
            pairs.Clear();
            foreach ((string key, JsonNode? value) in before.Reverse())
            {
                pairs[key] = value;
            }

            yield return json.ToJsonString();

            string once = pairs.ToJsonString();
            string whole = json.ToJsonString();
            int at = whole.IndexOf(once, StringComparison.Ordinal);
            yield return $"{whole[..at]}{once[..^1]},{once[1..]}{whole[(at + once.Length)..]}";
        }
    }
}
