using System.Text;
using System.Text.Json;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Session;

namespace Gateway.Core.Tests.Fuzzing;

/// <summary>The envelope reader against another reader of JSON: what that one understands it understands too, in the same way.</summary>
public class EnvelopeFuzzTests
{
    private const int MostForAnInput = 64 * 1024;

    [Fact]
    public void A_valid_envelope_is_read_as_it_is_written() => Fuzz.Run(static random =>
    {
        string text = Write(random);
        byte[] payload = Encoding.UTF8.GetBytes(text);
        using var oracle = JsonDocument.Parse(payload);
        bool hasOpcode = oracle.RootElement.TryGetProperty("op", out JsonElement op) && op.ValueKind == JsonValueKind.Number && op.TryGetInt32(out _);

        bool read = EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope);

        Assert.True(read == hasOpcode, text);
        if (read)
        {
            var message = new GatewayMessage(null!, envelope, payload, default);
            Assert.True(op.GetInt32() == (int)envelope.Opcode, text);
            Assert.True((oracle.RootElement.TryGetProperty("s", out JsonElement s) && s.ValueKind == JsonValueKind.Number && s.TryGetInt64(out long number) ? number : null) == envelope.Sequence, text);
            Assert.True((oracle.RootElement.TryGetProperty("t", out JsonElement t) && t.ValueKind == JsonValueKind.String ? t.GetString() : "") == Encoding.UTF8.GetString(envelope.Name.Span), text);
            Assert.True(oracle.RootElement.TryGetProperty("d", out JsonElement d) == !message.Data.IsEmpty, text);
            if (!message.Data.IsEmpty)
            {
                using var data = JsonDocument.Parse(message.Data);
                Assert.True(JsonElement.DeepEquals(d, data.RootElement), text);
            }
        }
    });

    [Fact]
    public void A_broken_envelope_never_throws_and_costs_little() => Fuzz.Run(static random =>
    {
        byte[] payload = new RandomJson(random).Bend(Encoding.UTF8.GetBytes(Write(random)));

        long spent = Allocated.By(() =>
        {
            if (EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope))
            {
                ControlPayload.ReadHeartbeatInterval(envelope.Data.Span);
                ControlPayload.ReadResumable(envelope.Data.Span);
                ControlPayload.ReadReady(envelope.Data.Span);
                var message = new GatewayMessage(null!, envelope, payload, default);
                Exception? failure = Record.Exception(() => message.Read());
                Assert.True(failure is null or EventFormatException, $"{Encoding.UTF8.GetString(payload)}: {failure}");
            }
        });

        Assert.InRange(spent, 0, MostForAnInput);
    });

    [Fact]
    public void Depth_is_no_danger() => Fuzz.Run(static random =>
    {
        string deep = RandomJson.Deep(random.Next(1, 20_000));
        foreach (string text in (string[])[$$"""{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{"id":{{deep}} } }""", $$"""{"d":{{deep}},"op":0}""", deep])
        {
            byte[] payload = Encoding.UTF8.GetBytes(text);
            if (EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope))
            {
                Exception? failure = Record.Exception(() => new GatewayMessage(null!, envelope, payload, default).Read());
                Assert.True(failure is null or EventFormatException, failure?.ToString());
            }
        }
    });

    private static string Write(Random random)
    {
        var json = new RandomJson(random);
        var members = new List<(string Key, string Value)>
        {
            ("op", random.Next(10) switch { 0 => json.Value(), < 6 => "0", _ => random.Next(45).ToString(System.Globalization.CultureInfo.InvariantCulture) }),
            ("s", random.Next(4) == 0 ? json.Value() : random.Next(1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("t", random.Next(4) == 0 ? json.Value() : "\"" + EventCatalog.All.ElementAt(random.Next(EventCatalog.All.Count)).Name + "\""),
            ("d", json.Value(5)),
        };
        for (int i = random.Next(3); i > 0; i--)
        {
            members.Insert(random.Next(members.Count + 1), ($"x{i}", json.Value()));
        }

        members.RemoveAll(_ => random.Next(20) == 0);
        if (random.Next(2) == 0)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        }

        return json.Space() + json.Object(members) + json.Space();
    }
}
