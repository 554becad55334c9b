using System.Globalization;
using Gateway.Core;
using Gateway.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>A server that sends more than a shard wants to hold loses its connection, and the shard neither its session nor its memory.</summary>
public class HostileServerTests
{
    private const int Limit = 256 * 1024;

    public static TheoryData<TransportCompression> Compressions => [TransportCompression.None, TransportCompression.ZlibStream, TransportCompression.ZstdStream];

    [Theory]
    [MemberData(nameof(Compressions))]
    public Task A_message_that_never_ends_ends_the_connection(TransportCompression compression) =>
        LosesItsConnectionAsync(compression, static everyone => everyone.SendEndlesslyAsync());

    // A thousandth of its size on the wire, where it is compressed.
    [Theory]
    [MemberData(nameof(Compressions))]
    public Task A_decompression_bomb_ends_the_connection(TransportCompression compression) =>
        LosesItsConnectionAsync(compression, static everyone => everyone.SendAsync($$"""{"op":0,"t":"BOOM","s":9,"d":"{{new string('x', 64 * 1024 * 1024)}}"}"""));

    private static async Task LosesItsConnectionAsync(TransportCompression compression, Func<ConnectionScope, Task> harm)
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        using var invoker = new HttpMessageInvoker(discord.CreateHandler());
        var shard = new Shard(new ShardId(0, 1), new ShardOptions
        {
            Token = discord.Token,
            Intents = GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
            GatewayUri = discord.GatewayUri,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), 1)),
            HttpInvoker = invoker,
            Compression = compression,
            MaxMessageSize = Limit,
            ReconnectDelay = TimeSpan.FromMilliseconds(1),
        });
        var ends = new List<ConnectionEndReason?>();
        shard.StatusChanged += (_, status) => ends.Add(status.LastEnd?.Reason);
        var witness = new Witness(shard);
        witness.Start();
        await discord.WhenReadyAsync();
        SimulatedMember mira = discord.Guild("Harbour").Member("mira");
        await SayAsync(mira, 1);

        await harm(discord.Everyone);
        await discord.ExpectResumeAsync(within: TimeSpan.FromSeconds(30));
        await discord.WhenReadyAsync();
        await SayAsync(mira, 2);
        await shard.CloseAsync();
        await witness.Reading;

        Assert.Contains(ConnectionEndReason.MessageTooLarge, ends);
        Assert.Empty(witness.Faults);
        Assert.Equal(4, witness.Events);
        Assert.Single(discord.Identifies);
    }

    private static Task<SimulatedMessage> SayAsync(SimulatedMember member, int number) => member.SaysAsync(number.ToString(CultureInfo.InvariantCulture));
}
