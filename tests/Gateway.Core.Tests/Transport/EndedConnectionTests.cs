using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

/// <summary>What has been read but not yet received when a connection ends.</summary>
public class EndedConnectionTests
{
    protected virtual bool UseClientWebSocket => false;

    [Fact]
    public async Task Nothing_is_received_after_the_end_though_it_is_there_already()
    {
        // Both messages come with one read.
        using var stream = new ScriptedStream([.. ServerFrames.Text("{}"), .. ServerFrames.Text("{}")], static () => 1000);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        (GatewayConnection? connection, _) = await GatewayConnection.ConnectAsync(
            new Uri("wss://gateway.example"), Options(invoker), TestContext.Current.CancellationToken);
        await using (connection!)
        {
            Assert.NotNull(await connection!.ReceiveAsync());

            connection.End(new ConnectionEnd(ConnectionEndReason.ProtocolError));

            Assert.Null(await connection.ReceiveAsync());
        }
    }

    [Fact]
    public async Task An_event_behind_one_that_cannot_be_understood_does_not_move_the_sequence_past_it()
    {
        byte[] script =
        [
            .. ServerFrames.Text("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"""),
            .. ServerFrames.Text("""{"t":"READY","s":1,"op":0,"d":{"session_id":"abc","resume_gateway_url":"wss://resume.example"}}"""),
            .. ServerFrames.Text("""{"t":"MESSAGE_CREATE","s":2,"op":?"""),
            .. ServerFrames.Text("""{"t":"MESSAGE_CREATE","s":3,"op":0,"d":{}}"""),
        ];
        using var stream = new ScriptedStream(script, static () => 10_000);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        using var enough = new CancellationTokenSource();
        var shard = new Shard(new ShardId(0, 1), Options(invoker));
        ConnectionEndReason? reason = null;
        shard.StatusChanged += (_, status) =>
        {
            if (status.State == ShardState.Waiting)
            {
                reason ??= status.LastEnd?.Reason;
                enough.Cancel(); // the connection has ended
            }
        };

        var received = new List<long?>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (GatewayMessage message in shard.ReadMessagesAsync(enough.Token))
            {
                received.Add(message.Sequence);
            }
        });

        Assert.Equal([null, 1], received);
        Assert.Equal(1, shard.Session?.Sequence);
        Assert.Equal(ConnectionEndReason.ProtocolError, reason);
    }

    public static TheoryData<string, byte[]> Farewells => new()
    {
        { "close 1001", ServerFrames.Close(1001) },
        { "op 7", ServerFrames.Text("""{"op":7,"d":null}""") },
        { "op 9", ServerFrames.Text("""{"op":9,"d":false}""") },
    };

    [Theory]
    [MemberData(nameof(Farewells))]
    public async Task An_end_right_behind_Hello_is_seen_before_an_Identify_is_spent_on_it(string farewell, byte[] frame)
    {
        byte[] script = [.. ServerFrames.Text("""{"op":10,"d":{"heartbeat_interval":41250}}"""), .. frame];
        using var stream = new ScriptedStream(script, static () => 10_000); // both come with one read
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        using var enough = new CancellationTokenSource();
        ShardOptions options = Options(invoker);
        var shard = new Shard(new ShardId(0, 1), options);
        shard.StatusChanged += (_, status) =>
        {
            if (status.State == ShardState.Waiting)
            {
                enough.Cancel(); // the connection has ended
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (GatewayMessage _ in shard.ReadMessagesAsync(enough.Token))
            {
            }
        });

        Assert.Equal(1, ((IdentifyQueue)options.IdentifyQueue).Budget.Remaining);
        Assert.All(stream.ClientFrames(), sent => Assert.True(sent.StartsWith("88:", StringComparison.Ordinal), $"{farewell}: {sent}"));
    }

    [Theory]
    [InlineData(new byte[] { 3 })] // half a code
    [InlineData(new byte[] { 3, 0xED })] // 1005, which nobody may send
    [InlineData(new byte[] { 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x0F, 0xA9, 0xFF, 0xFE })] // 4009, and a reason that is no text
    public async Task A_close_frame_that_is_none_keeps_the_session(byte[] payload)
    {
        byte[] script =
        [
            .. ServerFrames.Text("""{"op":10,"d":{"heartbeat_interval":41250}}"""),
            .. ServerFrames.Text("""{"t":"READY","s":1,"op":0,"d":{"session_id":"abc"}}"""),
            .. ServerFrames.Close(payload),
        ];
        using var stream = new ScriptedStream(script, static () => 10_000);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        using var enough = new CancellationTokenSource();
        var shard = new Shard(new ShardId(0, 1), Options(invoker));
        var ends = new List<ConnectionEndReason>();
        shard.StatusChanged += (_, status) =>
        {
            if (status.State == ShardState.Waiting)
            {
                ends.Add(status.LastEnd!.Reason);
                enough.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (GatewayMessage _ in shard.ReadMessagesAsync(enough.Token))
            {
            }
        });

        Assert.Equal([ConnectionEndReason.ProtocolError], ends);
        Assert.Equal("abc", shard.Session?.Id);
    }

    private ShardOptions Options(HttpMessageInvoker invoker) => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = TransportCompression.None,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
        HttpInvoker = invoker,
        UseClientWebSocket = UseClientWebSocket,
    };
}
