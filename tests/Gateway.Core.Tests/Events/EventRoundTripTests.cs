using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Tests.Fixtures;
using Gateway.Core.Tests.Json;

namespace Gateway.Core.Tests.Events;

public partial class EventRoundTripTests
{
    private static readonly JsonSerializerOptions Strict =
        GatewayJson.CreateOptions(JsonUnmappedMemberHandling.Disallow);

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Every_sample_survives_a_round_trip(int line)
    {
        Sample sample = Fixture.Samples[line - 1];

        Assert.DoesNotContain(
            RoundTrip(sample.Name, sample.Data),
            difference => !(difference.IsNeutralAddition && IsInPartialObject(sample.Name, difference.Path)));
    }

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void What_was_written_reads_as_the_same(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        byte[] once = Rewrite(sample.Name, sample.Data);

        byte[] twice = Rewrite(sample.Name, once);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(once), JsonNode.Parse(twice)));
    }

    [Fact]
    public void Strict_reading_notices_a_key_that_no_property_has() =>
        Assert.Throws<JsonException>(() => Rewrite("WEBHOOKS_UPDATE", """{"guild_id":"1","channel_id":"2","x":3}"""u8));

    [Fact]
    public void A_lost_key_would_be_noticed()
    {
        IReadOnlyList<Difference> found = JsonDifference.Between(JsonNode.Parse("""{"a":1}"""), JsonNode.Parse("{}"));

        Assert.Equal("$.a vanished", Assert.Single(found).ToString());
    }

    private static byte[] Rewrite(string name, ReadOnlySpan<byte> data)
    {
        Type type = EventCatalog.Find(name)!.EventType;
        object? read = JsonSerializer.Deserialize(data, Strict.GetTypeInfo(type));
        return JsonSerializer.SerializeToUtf8Bytes(read, Strict.GetTypeInfo(type));
    }

    private static IReadOnlyList<Difference> RoundTrip(string name, byte[] data)
    {
        string[] nullMatters = name == "CHANNEL_INFO" ? ["status", "voice_start_time"] : [];
        return JsonDifference.Between(JsonNode.Parse(data), JsonNode.Parse(Rewrite(name, data)), nullMatters);
    }

    /// <summary>Where Discord sends parts of an object only, neutral values stand in for the rest.</summary>
    private static bool IsInPartialObject(string name, string path) => name switch
    {
        "GUILD_CREATE" or "PRESENCE_UPDATE" when !path[2..].Contains('.') => true,
        "GUILD_CREATE" or "PRESENCE_UPDATE" or "GUILD_MEMBERS_CHUNK" or "THREAD_MEMBERS_UPDATE" =>
            UserOfPresence().IsMatch(path),
        "INVITE_CREATE" => path.StartsWith("$.target_application.guild.", StringComparison.Ordinal),
        _ => false,
    };

    [GeneratedRegex(@"^\$\.(presences\[\d+\]\.|added_members\[\d+\]\.presence\.)?user\.(username|discriminator)$")]
    private static partial Regex UserOfPresence();
}
