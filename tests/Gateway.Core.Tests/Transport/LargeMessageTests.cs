using System.Text;
using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

/// <summary>A guild of 30 MB: the buffers of its connection grow for it, and are as small as before once it has passed.</summary>
public class LargeMessageTests
{
    private const int Large = 30_000_000;
    private const int Inflating = 64 * 1024; // what the framework's inflater keeps for itself is less than that

    [Theory]
    [InlineData(TransportCompression.None, int.MaxValue)]
    [InlineData(TransportCompression.None, 16 * 1024)]
    [InlineData(TransportCompression.ZlibStream, int.MaxValue)]
    [InlineData(TransportCompression.ZlibStream, 16 * 1024)]
    public async Task Buffers_grow_for_a_large_message_and_are_small_again(TransportCompression compression, int piece)
    {
        byte[][] messages = ServerFrames.Messages(compression, Payload(100), Payload(Large), Payload(100));
        // Every read completes at once or when it is told to, so that all of it happens on this thread.
        using var stream = new ScriptedStream([.. messages.SelectMany(static m => m), 0x81], () => piece);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        (GatewayConnection? connection, ConnectionEnd? failure) = await GatewayConnection.ConnectAsync(
            new Uri("wss://gateway.example"), Options(invoker, compression), TestContext.Current.CancellationToken);
        Assert.Null(failure);
        using var pool = new RentedMemory();
        pool.Start();

        int brought = 0;
        long Receive(int expected, byte[] frame)
        {
            ValueTask<ReadOnlyMemory<byte>?> receiving = connection!.ReceiveAsync();
            Assert.False(receiving.IsCompleted);
            long atRest = pool.Held;
            stream.Bring(brought += frame.Length);
            Assert.True(receiving.IsCompletedSuccessfully);
            Assert.Equal(expected, receiving.Result!.Value.Length);
            return atRest;
        }

        stream.Bring(0);
        long first = Receive(100, messages[0]);
        long before = Receive(Large, messages[1]);
        long most = pool.Most;
        long after = Receive(100, messages[2]);

        Assert.Equal(0, first);
        Assert.InRange(before, 0, compression == TransportCompression.None ? 0 : Inflating);
        Assert.Equal(before, after);
        Assert.InRange(most, Large, 4 * Large);
        Assert.True(stream.LargestRead > ReadBuffer.Large, "a large message is read to where it is gathered");

        await connection!.DisposeAsync();
        Assert.Equal(0, pool.Held);
    }

    private static byte[] Payload(int size) => Encoding.UTF8.GetBytes("{\"op\":0,\"d\":\"" + new string('x', size - 15) + "\"}");

    private static ShardOptions Options(HttpMessageInvoker invoker, TransportCompression compression) => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = compression,
        MaxMessageSize = 64 * 1024 * 1024,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
        HttpInvoker = invoker,
    };
}
