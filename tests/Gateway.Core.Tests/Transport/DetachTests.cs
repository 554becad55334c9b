using System.Text;
using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

/// <summary>Whose the memory of a message is, and until when.</summary>
public class DetachTests
{
    private const string Hello = """{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""";

    [Theory]
    [InlineData(TransportCompression.None)]
    [InlineData(TransportCompression.ZlibStream)]
    public async Task A_message_cannot_be_taken_once_the_next_one_was_asked_for(TransportCompression compression)
    {
        byte[] frame = ServerFrames.Messages(compression, Encoding.UTF8.GetBytes(Hello))[0];
        using var stream = new ScriptedStream([.. frame, 0], static () => 10_000);
        stream.Bring(frame.Length); // and silence
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, compression));
        using var enough = new CancellationTokenSource();
        await using IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        Assert.True(await messages.MoveNextAsync());
        GatewayMessage message = messages.Current;
        ValueTask<bool> next = messages.MoveNextAsync();
        Assert.False(next.IsCompleted);

        Assert.Throws<InvalidOperationException>(message.Detach);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Theory]
    [InlineData(TransportCompression.None)]
    [InlineData(TransportCompression.ZlibStream)]
    public async Task A_message_cannot_be_taken_once_the_reading_is_over(TransportCompression compression)
    {
        using var stream = new ScriptedStream(ServerFrames.Messages(compression, Encoding.UTF8.GetBytes(Hello))[0], static () => 10_000);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, compression));
        GatewayMessage last = default;
        await foreach (GatewayMessage message in shard.ReadMessagesAsync(TestContext.Current.CancellationToken))
        {
            last = message;
            break;
        }

        Assert.Throws<InvalidOperationException>(last.Detach);
    }

    [Fact]
    public async Task A_message_is_not_taken_for_the_beginning_of_the_next()
    {
        byte[][] payloads = [Encoding.UTF8.GetBytes("""{"op":11}"""), Encoding.UTF8.GetBytes("""{"op":11}, and more of it""")];
        byte[][] frames = ServerFrames.Messages(TransportCompression.ZlibStream, payloads);
        byte[] half = frames[1][2..]; // without its header
        int cut = half.Length - payloads[1].Length - 5 + payloads[0].Length; // a flush is five bytes
        byte[] script = [.. frames[0], .. ServerFrames.Frame(0x82, half[..cut]), 0];
        using var stream = new ScriptedStream(script, static () => 10_000);
        stream.Bring(script.Length - 1);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        (GatewayConnection? connection, _) = await GatewayConnection.ConnectAsync(
            new Uri("wss://gateway.example"), Options(invoker, TransportCompression.ZlibStream), TestContext.Current.CancellationToken);
        await using (connection!)
        {
            ReadOnlyMemory<byte> first = (await connection!.ReceiveAsync())!.Value;
            ValueTask<ReadOnlyMemory<byte>?> next = connection.ReceiveAsync();
            Assert.False(next.IsCompleted);

            Assert.Throws<InvalidOperationException>(() => connection.Detach(first));

            connection.End(new ConnectionEnd(ConnectionEndReason.Abandoned));
            Assert.Null(await next);
        }
    }

    private static ShardOptions Options(HttpMessageInvoker invoker, TransportCompression compression) => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = compression,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
        HttpInvoker = invoker,
    };
}
