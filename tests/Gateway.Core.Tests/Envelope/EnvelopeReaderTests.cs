using System.Text;
using System.Text.Json;
using Gateway.Core.Envelope;

namespace Gateway.Core.Tests;

public class EnvelopeReaderTests
{
    private const string Data = """{"id":"1","content":"}\"{ \u00e9 é","nested":{"d":[1,{"op":9}],"t":"NO"}}""";

    /// <summary>All 24 orders of the four keys.</summary>
    public static TheoryData<string> Orders
    {
        get
        {
            string[] keys = ["op", "s", "t", "d"];
            return [.. from a in keys from b in keys from c in keys from d in keys
                       where new[] { a, b, c, d }.Distinct().Count() == 4
                       select $"{a},{b},{c},{d}"];
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_keys_come_in_any_order(string order)
    {
        GatewayEnvelope envelope = Read(Write(order));

        Assert.Equal(GatewayOpcode.Dispatch, envelope.Opcode);
        Assert.Equal(7, envelope.Sequence);
        Assert.Equal("MESSAGE_CREATE", Text(envelope.Name));
        Assert.Equal(Data, Text(envelope.Data));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Unknown_keys_and_white_space_change_nothing(string order)
    {
        var values = new Dictionary<string, string> { ["op"] = "0", ["s"] = "7", ["t"] = "\"MESSAGE_CREATE\"", ["d"] = Data };
        string json = " {\n" + string.Join(" , ", order.Split(',').Select(key => $"\"{key}\" : {values[key]} , \"x{key}\" : {{\"op\":5}}")) + " } \n";

        GatewayEnvelope envelope = Read(json);

        Assert.Equal(7, envelope.Sequence);
        Assert.Equal("MESSAGE_CREATE", Text(envelope.Name));
        Assert.Equal(Data, Text(envelope.DataMayHaveTail ? EnvelopeReader.TrimTail(envelope.Data) : envelope.Data));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void In_no_order_is_the_event_parsed(string order)
    {
        // The event is no JSON at all: whoever parsed it would notice.
        const string Broken = "{not json \\ \" at all}";
        var values = new Dictionary<string, string> { ["op"] = "0", ["s"] = "7", ["t"] = "\"TYPING_START\"", ["d"] = Broken };
        string json = "{" + string.Join(" ,", order.Split(',').Select(key => $" \"{key}\" : {values[key]}")) + "\r\n}\n";

        GatewayEnvelope envelope = Read(json);

        Assert.Equal(GatewayOpcode.Dispatch, envelope.Opcode);
        Assert.Equal(7, envelope.Sequence);
        Assert.Equal("TYPING_START", Text(envelope.Name));
        Assert.Equal(Broken, Text(envelope.Data));
        Assert.True(envelope.DataMayHaveTail);
    }

    [Theory]
    [InlineData("""{"op":0,"d":{"a":"\",\"s\":1,\"t\":\"X"},"s":7,"t":"Y"}""")]
    [InlineData("""{"op":0,"d":{"a":{"s":1,"t":"X"}},"s":7,"t":"Y"}""")]
    [InlineData("""{"t":"X","d":{"a":","},"s":7,"t":"Y","op":0}""")]
    [InlineData("""{"s":1,"d":{"a":","},"t":"X","s":3,"op":1,"op":0,"t":"Y","s":7}""")]
    [InlineData("""{"op":0,"s":7,"d":{"a":[]},"t":"\u0059"}""")]
    [InlineData("""{"op":0,"d":{"a":0},"s":7,"t":"Y","x":[{"s":1}]}""")]
    [InlineData("""{"op":0,"d":{"a":0},"s":7,"t":"Y","x":"s"}""")]
    [InlineData("""{"op":0,"d":{"a":0},"s":7,"x":{"d":1},"t":"Y"}""")]
    [InlineData("""{"op":0,"d":{"a":0},"s":7,"t":"Y","x":7}""")]
    public void What_follows_the_event_is_read_as_JSON_is(string json)
    {
        GatewayEnvelope envelope = Read(json);

        Assert.Equal(GatewayOpcode.Dispatch, envelope.Opcode);
        Assert.Equal(7, envelope.Sequence);
        Assert.Equal("Y", Text(envelope.Name));
        using var oracle = JsonDocument.Parse(json);
        Assert.Equal(
            oracle.RootElement.GetProperty("d").GetRawText(),
            Text(envelope.DataMayHaveTail ? EnvelopeReader.TrimTail(envelope.Data) : envelope.Data));
    }

    [Theory]
    [InlineData("""{"op":0,"d":{"a":{},"s":1,"t":null}""")]
    [InlineData("""{"op":0,"d":{"a":{},"s":1,"t":"X """)]
    [InlineData("""{"op":0,"d":{"a":{},"s":1.5,"t":"X"}""")]
    [InlineData("""{"op":0,"d":{"a":{},"s":99999999999999999999,"t":"X"}""")]
    [InlineData("""{"op":0,"d":{"a":{},"ss":1,"t":"X"}""")]
    [InlineData("""{"op":0,"d":{"a":{} "s":1,"t":"X"}""")]
    [InlineData("""{"op":0,"d":{"a":{},"s"1,"t":"X"}""")]
    [InlineData("""{"op":0,"d":,"s":1,"t":"X"}""")]
    [InlineData("""{"op":0,"d":"s":1,"t":"X"}""")]
    [InlineData("""{"op":0,"d":"}""")]
    public void What_follows_the_event_is_not_taken_for_more_than_it_is(string json) =>
        Assert.False(EnvelopeReader.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Theory]
    [InlineData("""{"op":11}""", GatewayOpcode.HeartbeatAck, "")]
    [InlineData("""{"op":11,"d":null,"s":null,"t":null}""", GatewayOpcode.HeartbeatAck, "null")]
    [InlineData("""{"op":11,"d":{}}""", GatewayOpcode.HeartbeatAck, "{}")]
    [InlineData("""{"t":null,"s":5,"op":7,"d":null}""", GatewayOpcode.Reconnect, "null")]
    [InlineData("""{"t":null,"s":5,"op":9,"d":true}""", GatewayOpcode.InvalidSession, "true")]
    [InlineData("""{"d":{"heartbeat_interval":1},"op":10}""", GatewayOpcode.Hello, """{"heartbeat_interval":1}""")]
    [InlineData("""{"op":99,"d":[]}""", (GatewayOpcode)99, "[]")]
    public void Control_payloads_may_lack_any_key_but_op(string json, GatewayOpcode opcode, string data)
    {
        GatewayEnvelope envelope = Read(json);

        Assert.Equal(opcode, envelope.Opcode);
        Assert.True(envelope.Name.IsEmpty);
        Assert.Equal(data, Text(envelope.Data));
    }

    [Theory]
    [InlineData("""{"op":0,"t":"X","s":null,"d":1}""", null)]
    [InlineData("""{"op":0,"t":"X","s":"7","d":1}""", null)]
    [InlineData("""{"op":0,"t":"X","s":1.5,"d":1}""", null)]
    [InlineData("""{"op":0,"t":"X","s":9007199254740993,"d":1}""", 9007199254740993L)]
    public void A_sequence_that_is_no_integer_is_none(string json, long? sequence) => Assert.Equal(sequence, Read(json).Sequence);

    [Fact]
    public void An_escaped_name_is_unescaped() => Assert.Equal("READY", Text(Read("""{"t":"\u0052EADY","s":1,"op":0,"d":{}}""").Name));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"op":null}""")]
    [InlineData("""{"op":"0"}""")]
    [InlineData("""{"op":1e99}""")]
    [InlineData("""{"op":1""")]
    [InlineData("""{"op":1,}""")]
    [InlineData("""{"t":"X","s":1,"op":0,"d":{}""")]
    [InlineData("""{"t":"X","s":1,"op":0,"d":""")]
    [InlineData("""{"t":"X","s":1,"op":0,"d":   """)]
    [InlineData("""{"op":0,"d":{"a":}""")]
    [InlineData("""{"t":"\ud800","s":1,"op":0,"d":{}}""")]
    [InlineData("not json")]
    public void Anything_else_is_refused(string json) => Assert.False(EnvelopeReader.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Invalid_UTF8_in_the_envelope_is_refused() =>
        Assert.False(EnvelopeReader.TryRead(new byte[] { (byte)'{', 0xFF, 0xFE, (byte)'}' }, out _));

    [Theory]
    [MemberData(nameof(Orders))]
    public void Reading_allocates_nothing(string order)
    {
        byte[] json = Encoding.UTF8.GetBytes(Write(order));

        Assert.Equal(0, Allocated.By(() => EnvelopeReader.TryRead(json, out _), times: 100));
    }

    private static string Write(string order)
    {
        var values = new Dictionary<string, string> { ["op"] = "0", ["s"] = "7", ["t"] = "\"MESSAGE_CREATE\"", ["d"] = Data };
        return "{" + string.Join(",", order.Split(',').Select(key => $"\"{key}\":{values[key]}")) + "}";
    }

    private static GatewayEnvelope Read(string json)
    {
        Assert.True(EnvelopeReader.TryRead(Encoding.UTF8.GetBytes(json), out GatewayEnvelope envelope));
        return envelope;
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
