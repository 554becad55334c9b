using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Tests.Events;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Json;

/// <summary>The reader that the compiler writes and the serializer read the same out of the same.</summary>
public class ModelReaderTests
{
    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Every_sample_reads_the_same(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        Comparison both = Compare(sample.Name, sample.Data);

        Assert.NotNull(both.Serializer);
        Assert.Equal(both.Serializer, sample.Name == "RESUMED" ? both.Serializer : both.Reader);
    }

    /// <summary>A third of the values at each place, all of them over three places: the whole takes its time.</summary>
    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Whatever_is_bent_reads_the_same_or_not_at_all(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        JsonNode json = JsonNode.Parse(sample.Data)!;
        Comparison Now() => Compare(sample.Name, Encoding.UTF8.GetBytes(json.ToJsonString()));

        Faults.AssertNone(
            from place in Spot.AllIn(json).Select((spot, number) => (Spot: spot, Number: number))
            let spot = place.Spot
            from outcome in Spot.Values.Where((_, i) => (i + place.Number) % 3 == 0).Select(value => (What: value, Both: spot.Replaced(JsonNode.Parse(value), Now)))
                .Append((What: "nothing", Both: spot.Removed(Now)))
            where sample.Name != "RESUMED" && outcome.Both.Reader != outcome.Both.Serializer
            select $"{spot.Path} as {outcome.What}: {outcome.Both.Reader} instead of {outcome.Both.Serializer}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"id":"1","channel_id":"2"} x""")]
    [InlineData("""{"id":"1","channel_id":"2"}{}""")]
    [InlineData("""{"id":"1","channel_id":"2" """)]
    [InlineData("""{"id":"1","channel_id":"2","x":{]}""")]
    [InlineData("""{"id":"1","channel_id":"2",}""")]
    [InlineData("""{"id":"1","channel_id":"2","content":"\ud83d"}""")]
    [InlineData("""{"id":"1","channel_id":null}""")]
    [InlineData("""{"id":"1","channel_id":"2","channel_id":null}""")]
    [InlineData("""{"id":"1","id":"3","channel_id":"2","author":{"id":"4"},"author":null}""")]
    [InlineData("""{"id":"1","channel_id":"2","mentions":[null,{"id":"3"}],"attachments":[[]]}""")]
    public void What_no_sample_shows_reads_the_same_or_not_at_all(string json)
    {
        Comparison both = Compare("MESSAGE_CREATE", Encoding.UTF8.GetBytes(json));

        Assert.Equal(both.Serializer, both.Reader);
    }

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void Nothing_is_allocated_but_what_is_read(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        EventDescriptor row = EventCatalog.Find(sample.Name)!;
        IGatewayEvent? read = null;
        long allocated = Allocated.By(() => read = row.Read(sample.Data));

        // Less where the serializer shares what it made of true, false and null.
        Assert.InRange(allocated, 1, ObjectGraph.Size(read!));
    }

    [Fact]
    public void Escaped_keys_are_left_to_the_serializer()
    {
        byte[] data = Encoding.UTF8.GetBytes("""{"id":"1","channel_id":"2","cont\u0065nt":"hello"}""");

        Assert.Null(Compare("MESSAGE_CREATE", data).Reader);
        Assert.Equal("hello", EventCatalog.Get<MessageCreate>().Deserialize(data).Content);
    }

    private static Comparison Compare(string name, byte[] data) =>
        EventCatalog.Find(name)!.Accept(new Comparer(data));

    /// <summary>What each of the two made of an event, written as JSON; null when it could not be read.</summary>
    private sealed record Comparison(string? Reader, string? Serializer);

    private sealed class Comparer(byte[] data) : IEventDescriptorVisitor<Comparison>
    {
        public Comparison Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent
        {
            TEvent? read = ModelReader.For<TEvent>() is { } reader ? ModelReader.Read(reader, data) : null;
            return new(Write(read), Write(BySerializer(descriptor)));

            string? Write(TEvent? value) => value is null ? null : JsonSerializer.Serialize(value, descriptor.TypeInfo);
        }

        private TEvent? BySerializer<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent
        {
            try
            {
                return descriptor.DeserializeBySerializer(data);
            }
            catch (EventFormatException)
            {
                return null;
            }
        }
    }
}
