using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Load;

namespace Gateway.Benchmarks;

/// <summary>
/// Stage 5: events out of their JSON, by the reader of the library and by the serializer's generated code, beside the floor:
/// a scan that looks at every token and keeps nothing.
/// </summary>
public class ReadingBenchmarks
{
    private readonly byte[] _message = Data(new EventMaker(seed: 1).Message());
    private readonly byte[] _guild = Data(new EventMaker(seed: 1).Guild(members: 1000));
    private readonly byte[] _presence = Data(Mixed("PRESENCE_UPDATE"u8));
    private readonly EventDescriptor<MessageCreate> _messageRow = EventCatalog.Get<MessageCreate>();
    private readonly EventDescriptor<GuildCreate> _guildRow = EventCatalog.Get<GuildCreate>();
    private readonly EventDescriptor<PresenceUpdate> _presenceRow = EventCatalog.Get<PresenceUpdate>();

    [Benchmark]
    public int MessageScan() => Scan(_message);

    [Benchmark]
    public MessageCreate Message() => _messageRow.Deserialize(_message);

    [Benchmark]
    public MessageCreate? MessageBySerializer() => JsonSerializer.Deserialize(_message, _messageRow.TypeInfo);

    [Benchmark]
    public int PresenceScan() => Scan(_presence);

    [Benchmark]
    public PresenceUpdate Presence() => _presenceRow.Deserialize(_presence);

    [Benchmark]
    public PresenceUpdate? PresenceBySerializer() => JsonSerializer.Deserialize(_presence, _presenceRow.TypeInfo);

    [Benchmark]
    public int GuildScan() => Scan(_guild);

    [Benchmark]
    public GuildCreate Guild() => _guildRow.Deserialize(_guild);

    [Benchmark]
    public GuildCreate? GuildBySerializer() => JsonSerializer.Deserialize(_guild, _guildRow.TypeInfo);

    private static int Scan(byte[] data)
    {
        var json = new Utf8JsonReader(data);
        int tokens = 0;
        while (json.Read())
        {
            tokens++;
        }

        return tokens;
    }

    private static byte[] Mixed(ReadOnlySpan<byte> name)
    {
        var maker = new EventMaker(seed: 1);
        byte[] payload;
        do
        {
            payload = maker.Mixed();
        }
        while (payload.AsSpan().IndexOf(name) < 0);

        return payload;
    }

    private static byte[] Data(byte[] payload) => EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope)
        ? EnvelopeReader.TrimTail(envelope.Data).ToArray()
        : throw new InvalidOperationException("The payload has no envelope.");
}
