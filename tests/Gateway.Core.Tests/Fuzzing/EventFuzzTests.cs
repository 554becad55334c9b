using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Core.Events;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Fuzzing;

/// <summary>Events whose values are anything at all are read, or fail as one event; and cost no more than their size warrants.</summary>
public class EventFuzzTests
{
    private const int MostPerByte = 200;
    private const int MostForAnInput = 256 * 1024;

    [Fact]
    public void Values_of_any_type_are_read_or_fail_as_one_event() => Fuzz.Run(static random =>
    {
        Sample sample = Fixture.Samples[random.Next(Fixture.Samples.Count)];
        JsonNode json = JsonNode.Parse(sample.Data)!;
        var values = new RandomJson(random);
        for (int i = random.Next(1, 8); i > 0; i--)
        {
            Replace(json, random, values);
        }

        Try(sample.Name, Encoding.UTF8.GetBytes(json.ToJsonString()));
    });

    [Fact]
    public void Bytes_of_any_value_are_read_or_fail_as_one_event() => Fuzz.Run(static random =>
    {
        Sample sample = Fixture.Samples[random.Next(Fixture.Samples.Count)];
        Try(sample.Name, new RandomJson(random).Bend(sample.Data));
    });

    [Fact]
    public void An_event_of_another_name_is_read_or_fails_as_one_event() => Fuzz.Run(static random =>
    {
        Sample sample = Fixture.Samples[random.Next(Fixture.Samples.Count)];
        Try(Fixture.Samples[random.Next(Fixture.Samples.Count)].Name, sample.Data);
    });

    private static void Try(string name, byte[] data)
    {
        EventDescriptor row = EventCatalog.Find(name)!;
        IGatewayEvent? item = null;
        Exception? failure = null;

        long spent = Allocated.By(() => failure = Record.Exception(() => item = row.Read(data)));

        Assert.True(failure is null or EventFormatException, $"{name} {Encoding.UTF8.GetString(data)}: {failure}");
        Assert.InRange(spent, 0, MostForAnInput + (MostPerByte * data.Length));
        Assert.NotNull(item?.ToString() ?? failure?.Message);
    }

    private static void Replace(JsonNode json, Random random, RandomJson values)
    {
        JsonNode[] nodes = [.. All(json).Where(static node => node.Parent is not null)];
        if (nodes.Length > 0)
        {
            JsonNode? value;
            try
            {
                value = JsonNode.Parse(random.Next(50) == 0 ? RandomJson.Deep(random.Next(40)) : values.Value(4));
            }
            catch (JsonException)
            {
                return; // nested deeper than this reader of JSON likes
            }

            nodes[random.Next(nodes.Length)].ReplaceWith(value);
        }
    }

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject pairs => pairs.SelectMany(static pair => All(pair.Value)).Prepend(pairs),
        JsonArray items => items.SelectMany(All).Prepend(items),
        JsonValue value => [value],
        _ => [],
    };
}
