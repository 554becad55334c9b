using System.IO.Compression;
using System.Text;
using Gateway.Core.Compression;
using Gateway.Core.Envelope;
using Gateway.Core.Session;

namespace Gateway.Core.Tests;

/// <summary>Whatever bytes arrive, what reads them says so in its own way: no other exception, no hang, no unbounded memory.</summary>
public class HostileInputTests
{
    private const int Limit = 256 * 1024;

    private static readonly byte[][] Seeds = [.. ((string[])[
        """{"t":"MESSAGE_CREATE","s":7,"op":0,"d":{"id":"1","content":"\u00e9\"}{","list":[1,2.5e3,null,true,{"a":[]}]}}""",
        """{"op":10,"d":{"heartbeat_interval":41250,"_trace":["x"]},"s":null,"t":null}""",
        """{"op":9,"d":true}""",
        """{"d":{"session_id":"abc","resume_gateway_url":"wss://r.example","user":{"id":"1"}},"op":0,"t":"READY","s":1}""",
    ]).Select(Encoding.UTF8.GetBytes)];

    public static TheoryData<int> Runs => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_envelope_reader_and_what_follows_it_never_throw(int seed)
    {
        var random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] payload = Mutate(Seeds[random.Next(Seeds.Length)], random);
            if (EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope))
            {
                accepted++;
                ControlPayload.ReadHeartbeatInterval(envelope.Data.Span);
                ControlPayload.ReadResumable(envelope.Data.Span);
                ControlPayload.ReadReady(envelope.Data.Span);
            }
        }

        Assert.InRange(accepted, 100, 1999); // the mutations are neither all harmless nor all fatal
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_inflaters_end_in_data_or_in_their_own_exceptions(int seed)
    {
        var random = new Random(seed);
        foreach (TransportCompression compression in (TransportCompression[])[TransportCompression.ZlibStream, TransportCompression.ZstdStream])
        {
            for (int i = 0; i < 100; i++)
            {
                using IInflater inflater = Inflater.Create(compression)!;
                using var output = new PooledBuffer(Limit);
                try
                {
                    for (int message = 0; message < 5; message++)
                    {
                        output.Clear();
                        inflater.Inflate(Mutate(Compress(compression, Seeds[message % Seeds.Length]), random), output);
                    }
                }
                catch (Exception e) when (e is InvalidDataException or MessageTooLargeException)
                {
                    // This is how a connection learns that it has to end.
                }

                Assert.InRange(output.Length, 0, Limit);
            }
        }
    }

    private static byte[] Compress(TransportCompression compression, byte[] payload)
    {
        if (compression == TransportCompression.ZstdStream)
        {
            using var zstd = new ZstdSharp.Compressor();
            return zstd.Wrap(payload).ToArray();
        }

        using var compressed = new MemoryStream();
        using var zlib = new ZLibStream(compressed, CompressionLevel.Optimal);
        zlib.Write(payload);
        zlib.Flush();
        return compressed.ToArray();
    }

    private static byte[] Mutate(byte[] input, Random random)
    {
        var bytes = new List<byte>(input);
        for (int i = random.Next(4); i > 0 && bytes.Count > 1; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)"\"\\{}[],:0u"[random.Next(10)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(20))));
                    break;
            }
        }

        return [.. bytes];
    }
}
