using System.Text;
using System.Text.Json.Nodes;
using Gateway.Core.Events;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Events;

/// <summary>Several things go wrong at once, at random but the same in every run.</summary>
public class EventMutationTests
{
    private const int RoundsPerSample = 40;

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void A_bent_event_is_read_or_fails_as_one_event(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        var random = new Random(line);

        for (int round = 0; round < RoundsPerSample; round++)
        {
            JsonNode json = JsonNode.Parse(sample.Data)!;
            for (int mutation = random.Next(1, 5); mutation > 0; mutation--)
            {
                Mutate(json, random);
            }

            Exception? failure = Record.Exception(() => row.Read(Encoding.UTF8.GetBytes(json.ToJsonString())));

            Assert.True(failure is null or EventFormatException, $"round {round}: {failure}");
        }
    }

    private static void Mutate(JsonNode json, Random random)
    {
        JsonObject[] objects = [.. ObjectsIn(json).Where(o => o.Count > 0)];
        if (objects.Length == 0)
        {
            return;
        }

        JsonObject owner = objects[random.Next(objects.Length)];
        string key = owner.ElementAt(random.Next(owner.Count)).Key;
        switch (random.Next(5))
        {
            case 0:
                owner.Remove(key);
                break;
            case 1:
                owner[key] = null;
                break;
            case 2:
                owner[key] = AnyValue(random);
                break;
            case 3:
                JsonNode? value = owner[key];
                owner.Remove(key);
                owner.Insert(random.Next(owner.Count + 1), key, value);
                break;
            default:
                owner[key + "_2"] = owner[key]?.DeepClone();
                break;
        }
    }

    private static JsonNode? AnyValue(Random random) => random.Next(9) switch
    {
        0 => JsonValue.Create(random.NextInt64()),
        1 => JsonValue.Create(-random.NextInt64()),
        2 => JsonValue.Create(random.NextDouble() * 1e300),
        3 => JsonValue.Create(""),
        4 => JsonValue.Create("\u00e9\ud83d\ude00\0"),
        5 => JsonValue.Create(random.Next(2) == 0),
        6 => new JsonObject { ["type"] = random.Next(30), ["id"] = null },
        7 => new JsonArray(null, new JsonArray(), new JsonObject()),
        _ => JsonValue.Create("99999999999999999999999999999999999999999"),
    };

    private static IEnumerable<JsonObject> ObjectsIn(JsonNode? node) => node switch
    {
        JsonObject pairs => pairs.SelectMany(pair => ObjectsIn(pair.Value)).Prepend(pairs),
        JsonArray items => items.SelectMany(ObjectsIn),
        _ => [],
    };
}
