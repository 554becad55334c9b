using Gateway.Core.Commands;
using Microsoft.Extensions.Logging.Testing;

namespace Gateway.Core.Tests.Session;

/// <summary>What is called with a new status is the user's, and may throw.</summary>
public class StatusHandlerTests
{
    [Fact]
    public async Task One_that_throws_is_logged_and_costs_the_shard_nothing()
    {
        byte[] script =
        [
            .. ServerFrames.Text("""{"op":10,"d":{"heartbeat_interval":41250}}"""),
            .. ServerFrames.Text("""{"t":"READY","s":1,"op":0,"d":{"session_id":"abc"}}"""),
        ];
        using var stream = new ScriptedStream(script, static () => 10_000);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var log = new FakeLogger();
        var shard = new Shard(new ShardId(0, 1), Options(invoker, log));
        var fault = new InvalidTimeZoneException("the handler's own");
        shard.StatusChanged += (_, _) => throw fault;
        Task sent = shard.SendAsync(new UpdateVoiceState { GuildId = 1, ChannelId = null }, TestContext.Current.CancellationToken);

        await foreach (GatewayMessage message in shard.ReadMessagesAsync(TestContext.Current.CancellationToken))
        {
            Assert.Null(message.Name);
            break; // behind Hello: nothing was sent yet
        }

        await Assert.ThrowsAsync<ShardClosedException>(() => sent);
        Assert.Contains(log.Collector.GetSnapshot(), record => record.Exception == fault);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (GatewayMessage _ in shard.ReadMessagesAsync(new CancellationToken(canceled: true)))
            {
            }
        });
    }

    private static ShardOptions Options(HttpMessageInvoker invoker, FakeLogger log) => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = TransportCompression.None,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
        HttpInvoker = invoker,
        Logger = log,
    };
}
