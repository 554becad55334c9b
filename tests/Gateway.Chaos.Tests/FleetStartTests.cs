using Gateway.Core;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>
/// A large fleet starts as fast as Discord allows, in memory and in virtual time. <c>FLEET_SHARDS</c> makes it larger than
/// the thousand it has in CI.
/// </summary>
public class FleetStartTests
{
    private const int MaxConcurrency = 16;

    private static readonly TimeSpan DiscordsWindow = TimeSpan.FromSeconds(5);

    // Time passes in steps: with others than these, shards would wait for the next step after their turn has come.
    private static readonly TimeSpan Step = IdentifyQueue.Window / 10;

    [Fact]
    public Task All_are_ready_within_a_fiftieth_more_than_Discords_own_bound() => VirtualTime.RunAsync(Run);

    private static void Run()
    {
        int shards = Settings.FleetShards;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 4, 10, 0, 0, TimeSpan.Zero));
        SimulatedDiscord discord = SimulatedDiscord.StartAsync(options =>
        {
            options.InMemory = true;
            options.TimeProvider = clock;
            options.MaxConcurrency = MaxConcurrency;
            options.IdentifyWindow = DiscordsWindow;
            options.IdentifyWindowTolerance = TimeSpan.Zero;
            options.SessionStartTotal = Math.Max(1000, shards);
            options.HeartbeatInterval = TimeSpan.FromMinutes(10);
            options.RecordLimit = 16;
        }).GetAwaiter().GetResult();
        using var invoker = new HttpMessageInvoker(discord.CreateHandler());
        var options = new ShardOptions
        {
            Token = discord.Token,
            Intents = GatewayIntents.Guilds,
            GatewayUri = discord.GatewayUri,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(shards, shards, TimeSpan.FromHours(24), MaxConcurrency), clock),
            HttpInvoker = invoker,
            Compression = TransportCompression.None,
            AllowInsecureTransport = true,
            TimeProvider = clock,
        };
        using var enough = new CancellationTokenSource();
        var time = new VirtualTime(clock, discord);
        Shard[] fleet = [.. ShardId.All(shards).Select(id => new Shard(id, options))];
        DateTimeOffset begun = time.Now;
        Task reading = Task.WhenAll(fleet.Select(shard => ReadAsync(shard, enough.Token)));

        TimeSpan bound = Math.Ceiling(shards / (double)MaxConcurrency) * DiscordsWindow;
        time.PassUntil(() => fleet.All(static shard => shard.Status.State == ShardState.Ready), Step, 2 * bound, "all shards ready");

        Assert.InRange((time.Now - begun) / bound, 0, 1.02);
        Assert.Equal(shards, discord.Identifies.Count);
        enough.Cancel();
        reading.GetAwaiter().GetResult();
        discord.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static async Task ReadAsync(Shard shard, CancellationToken enough)
    {
        try
        {
            await foreach (GatewayMessage _ in shard.ReadMessagesAsync(enough))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The fleet has been ready.
        }
    }
}
