using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using ZstdSharp;

namespace Gateway.Core.Tests;

/// <summary>What an event costs that nobody wants: not one byte, from the stream to the reader of the shard.</summary>
public class AllocationTests
{
    private const int Warmup = 2000;
    private const int Measured = 2000;

    // In debug builds what waits is an object: only messages that needed no read are counted there.
    private static readonly bool IsOptimised =
        typeof(Shard).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    [Theory]
    [InlineData(TransportCompression.None)]
    [InlineData(TransportCompression.ZlibStream)]
    [InlineData(TransportCompression.ZstdStream)]
    public async Task An_event_nobody_wants_allocates_nothing(TransportCompression compression)
    {
        // Every read completes at once, so that all of it happens on this thread; 40,000 bytes are never whole messages.
        using var stream = new ScriptedStream(Script(compression), static () => 40_000);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), new ShardOptions
        {
            Token = "token",
            Intents = GatewayIntents.None,
            Compression = compression,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
            HttpInvoker = invoker,
        });

        int received = 0, reads = 0, counted = 0;
        long last = 0, allocated = 0;
        await foreach (GatewayMessage message in shard.ReadMessagesAsync(TestContext.Current.CancellationToken).ConfigureAwait(false))
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            if (++received > Warmup && (IsOptimised || stream.Reads == reads))
            {
                counted++;
                allocated += now - last;
            }

            if (received == Warmup + Measured)
            {
                break;
            }

            reads = stream.Reads;
            last = GC.GetAllocatedBytesForCurrentThread();
        }

        Assert.InRange(counted, Measured / 10, Measured);
        Assert.Equal(0, allocated);
    }

    private static byte[] Script(TransportCompression compression)
    {
        using var script = new MemoryStream();
        using var compressed = new MemoryStream();
        using var zlib = new ZLibStream(compressed, CompressionLevel.Optimal);
        using var zstd = new Compressor();
        Write("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""");
        Write("""{"t":"READY","s":1,"op":0,"d":{"session_id":"abc","resume_gateway_url":"wss://resume.example"}}""");
        for (int i = 0; i < Warmup + Measured; i++)
        {
            Write($$$"""{"t":"MESSAGE_CREATE","s":{{{i + 2}}},"op":0,"d":{"id":"{{{i * 7919L}}}","content":"{{{new string((char)('a' + (i % 26)), 1000)}}}"}}""");
        }

        return script.ToArray();

        void Write(string payload)
        {
            byte[] message = Encoding.UTF8.GetBytes(payload);
            script.Write(compression switch
            {
                TransportCompression.ZlibStream => ServerFrames.Frame(0x82, Zlib(message)),
                TransportCompression.ZstdStream => ServerFrames.Frame(0x82, Zstd(message)),
                _ => ServerFrames.Frame(0x81, message),
            });
        }

        byte[] Zlib(byte[] message)
        {
            compressed.SetLength(0);
            zlib.Write(message);
            zlib.Flush();
            return compressed.ToArray();
        }

        byte[] Zstd(byte[] message)
        {
            byte[] room = new byte[message.Length + 1000];
            zstd.WrapStream(message, room, out _, out int written, isFinalBlock: false);
            zstd.FlushStream(room.AsSpan(written), out int flushed);
            return room[..(written + flushed)];
        }
    }
}
