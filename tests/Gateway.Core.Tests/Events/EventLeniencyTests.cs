using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Models;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Events;

/// <summary>Every key of every sample is bent, one at a time.</summary>
public class EventLeniencyTests
{
    private const string Canary = "canary-7f3a";
    private const ulong UnknownBits = (1UL << 53) | (1UL << 45) | (1UL << 31);
    private const ulong UnknownNumber = 54321;

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Only_identity_must_be_there(int line) =>
        Faults.AssertNone(EachPlace(line, (place, read) =>
            Fault(place, place.Without(read), fails: place.Property.IsRequired)));

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Only_identity_must_not_be_null(int line) =>
        Faults.AssertNone(EachPlace(line, (place, read) =>
            Fault(place, place.With(null, read), fails: place.Property.IsRequired)));

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void An_impossible_value_fails_the_event_and_tells_where_without_telling_what(int line) =>
        Faults.AssertNone(EachPlace(line, (place, read) =>
            from impossible in ImpossibleValues()
            let failure = place.With(impossible, read)
            let fault = failure is null ? FaultOfReading(impossible, place) : FaultOf(failure, place)
            where fault is not null
            select fault));

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Unknown_numbers_of_enums_and_unknown_bits_of_flags_survive(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        JsonNode json = JsonNode.Parse(sample.Data)!;

        Faults.AssertNone(
            from place in Places(row, json)
            let type = Nullable.GetUnderlyingType(place.Property.PropertyType) ?? place.Property.PropertyType
            where type.IsEnum && place.Property.Set is not null
            where place.Owner[place.Key]?.GetValueKind() == JsonValueKind.Number
            let unknown = Enum.GetUnderlyingType(type) == typeof(ulong) ? UnknownBits : UnknownNumber
            let written = place.With(JsonValue.Create(unknown), () => Rewrite(row, json).ToJsonString())
            where !written.Contains($"\"{place.Key}\":{unknown}", StringComparison.Ordinal)
            select $"{place.Path} lost {unknown}");
    }

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Keys_may_come_in_any_order_twice_and_among_unknown_ones(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        string bent = Bend(JsonNode.Parse(sample.Data)!);

        JsonNode expected = Rewrite(row, JsonNode.Parse(sample.Data)!);
        JsonNode actual = Write(row, row.Read(Encoding.UTF8.GetBytes(bent)));

        Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString());
    }

    private static IEnumerable<JsonNode> ImpossibleValues() =>
        [JsonValue.Create(Canary), new JsonObject { [Canary] = Canary }, new JsonArray(Canary)];

    /// <summary>
    /// The same JSON with keys in reverse, each given twice, and a key that nobody knows; but for what is kept as it
    /// comes.
    /// </summary>
    private static string Bend(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray items => $"[{string.Join(',', items.Select(Bend))}]",
        JsonObject pairs when !IsKeptAsItComes(pairs) => $"{{{string.Join(',', BentPairs(pairs))}}}",
        _ => node.ToJsonString(),
    };

    private static IEnumerable<string> BentPairs(JsonObject pairs)
    {
        IEnumerable<string> bent = pairs.Reverse().Select(pair => $"\"{pair.Key}\":{Bend(pair.Value)}");
        bool isMap = pairs.Count > 0 && pairs.All(pair => ulong.TryParse(pair.Key, out _));
        return (isMap ? bent : bent.Append("\"zebra\":{\"a\":[1]}")).SelectMany(pair => new[] { pair, pair });
    }

    private static bool IsKeptAsItComes(JsonObject pairs) =>
        pairs.GetPath().Contains("_value", StringComparison.Ordinal) || pairs["type"]?.ToString() == "99";

    private static IEnumerable<string> EachPlace(
        int line, Func<Place, Func<EventFormatException?>, IEnumerable<string>> check)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        JsonNode json = JsonNode.Parse(sample.Data)!;
        return Places(row, json).SelectMany(place => check(place, () => TryRead(row, json)));
    }

    private static List<Place> Places(EventDescriptor row, JsonNode json) =>
        [.. ModelWalk.Through(row.Read(Bytes(json)), json, GatewayJson.Options)];

    private static EventFormatException? TryRead(EventDescriptor row, JsonNode json)
    {
        try
        {
            row.Read(Bytes(json));
            return null;
        }
        catch (EventFormatException e)
        {
            return e;
        }
    }

    private static IEnumerable<string> Fault(Place place, EventFormatException? failure, bool fails)
    {
        if (failure is null && fails)
        {
            yield return $"{place.Path} should fail";
        }
        else if (failure is not null && !fails)
        {
            yield return $"{place.Path} failed: {failure.Message}";
        }
    }

    /// <summary>An object and a list fit no text, number or moment; odd activities are left out.</summary>
    private static string? FaultOfReading(JsonNode impossible, Place place)
    {
        Type type = Nullable.GetUnderlyingType(place.Property.PropertyType) ?? place.Property.PropertyType;
        bool isScalar = type == typeof(string) || (type.IsValueType && type != typeof(JsonElement) && type != typeof(Optional<Message?>));
        bool mustFail = impossible is not JsonValue
            && isScalar
            && place.Property.Set is not null
            && !place.Path.Contains(".activities[", StringComparison.Ordinal);
        return mustFail ? $"{place.Path} was read from {impossible.ToJsonString()}" : null;
    }

    private static string? FaultOf(EventFormatException failure, Place place)
    {
        if (failure.ToString().Contains(Canary, StringComparison.Ordinal))
        {
            return $"{place.Path} tells what: {failure}";
        }

        if (!failure.JsonPath.StartsWith(place.Path, StringComparison.Ordinal))
        {
            return $"{place.Path} is told as {failure.JsonPath}";
        }

        return failure.InnerException is JsonException ? null : $"{place.Path} hides its cause";
    }

    private static JsonNode Rewrite(EventDescriptor row, JsonNode json) => Write(row, row.Read(Bytes(json)));

    private static JsonNode Write(EventDescriptor row, IGatewayEvent read) =>
        JsonSerializer.SerializeToNode(read, GatewayJson.Options.GetTypeInfo(row.EventType))!;

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
