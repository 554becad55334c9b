using BenchmarkDotNet.Attributes;
using Gateway.Core.Envelope;
using Gateway.Load;

namespace Gateway.Benchmarks;

/// <summary>Stage 3: the envelope of a message, of a large guild, and of one whose keys are in an order Discord does not use.</summary>
public class EnvelopeBenchmarks
{
    private readonly byte[] _message = new EventMaker(seed: 1).Message();
    private readonly byte[] _guild = new EventMaker(seed: 1).Guild(members: 1000);
    private readonly byte[] _reordered = Reorder(new EventMaker(seed: 1).Message());

    [Benchmark]
    public bool Message() => EnvelopeReader.TryRead(_message, out _);

    [Benchmark]
    public bool Guild() => EnvelopeReader.TryRead(_guild, out _);

    [Benchmark]
    public bool Reordered() => EnvelopeReader.TryRead(_reordered, out _);

    private static byte[] Reorder(ReadOnlySpan<byte> message)
    {
        int d = message.IndexOf("\"d\":"u8);
        return [.. "{"u8, .. message[d..^1], .. ","u8, .. message[1..(d - 1)], .. "}"u8];
    }
}
