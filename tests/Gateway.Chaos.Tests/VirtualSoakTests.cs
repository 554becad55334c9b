using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>A week under random harm, in memory and in virtual time. <c>SOAK_DAYS</c> makes it longer; <c>SOAK_SEED</c> repeats one.</summary>
public class VirtualSoakTests
{
    private const int Shards = 6;
    private const int MaxConcurrency = 2;
    private const int BytesPerConnection = 64 * 1024;

    // Two heartbeats: until then a shard cannot know that its connection is half-open.
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(21);

    private static readonly TimeSpan HarmEvery = TimeSpan.FromMinutes(11);
    private static readonly TimeSpan Unwell = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Well = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_fleet_outlives_a_week_of_harm()
    {
        int seed = Settings.Seed;
        TestContext.Current.SendDiagnosticMessage($"SOAK_SEED={seed}");
        await VirtualTime.RunAsync(() => Run(seed));
    }

    private static void Run(int seed)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 4, 10, 0, 0, TimeSpan.Zero));
        SimulatedDiscord discord = SimulatedDiscord.StartAsync(options =>
        {
            options.InMemory = true;
            options.TimeProvider = clock;
            options.MaxConcurrency = MaxConcurrency;
            options.IdentifyWindowTolerance = TimeSpan.Zero;
            options.HeartbeatInterval = TimeSpan.FromMinutes(10);
            options.RecordLimit = 16;
            options.World.Seed = seed;
            options.World.Guilds(Shards);
        }).GetAwaiter().GetResult();
        using var fleet = new Fleet(discord, MaxConcurrency, clock, seed);
        var time = new VirtualTime(clock, discord);
        try
        {
            Live(seed, discord, fleet, time);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"SOAK_SEED={seed}: {e.Message}\n{discord.Transcript}", e);
        }
        finally
        {
            discord.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Live(int seed, SimulatedDiscord discord, Fleet fleet, VirtualTime time)
    {
        var random = new Random(seed);
        fleet.Start();
        time.PassUntil(() => fleet.IsHealthy, Unwell, TimeSpan.FromMinutes(5), "all shards ready");

        DateTimeOffset end = time.Now + Settings.Virtual;
        DateTimeOffset measureAt = time.Now + (Settings.Virtual / 4);
        (long Bytes, int Opened)? measured = null;
        using (var harm = discord.HarmAtRandom(seed, HarmEvery))
        {
            while (time.Now < end)
            {
                Happen(discord, fleet, random);
                time.Pass(fleet.IsHealthy ? Well : Unwell);
                if (measured is null && time.Now >= measureAt)
                {
                    measured = (GC.GetTotalMemory(forceFullCollection: true), fleet.Connections.Opened);
                }
            }

            Assert.True(harm.Strikes > Settings.Virtual / HarmEvery / 2, $"little harm was done: {harm.Strikes} strikes");
        }

        discord.RecoverAsync().GetAwaiter().GetResult();
        DateTimeOffset known = time.Now + Aftermath;
        time.PassUntil(() => time.Now >= known, Well, Aftermath + Well, "what is half-open to be found out");
        time.PassUntil(() => fleet.IsHealthy && fleet.AllSent.IsCompleted, Unwell, TimeSpan.FromHours(26), "all shards healthy, and all commands sent, once the harm is over");
        for (int guild = 0; guild < Shards; guild++)
        {
            fleet.CountAsync(guild).GetAwaiter().GetResult();
        }

        // What was said last may still be on its way between two threads when neither is at work.
        time.SettleUntil(() => Sequences(fleet).OrderBy(static pair => pair.Key).SequenceEqual(discord.LastSequences().OrderBy(static pair => pair.Key)));
        fleet.AllSent.GetAwaiter().GetResult();
        long bytes = GC.GetTotalMemory(forceFullCollection: true);

        Checks.None(fleet.Faults);
        Checks.None(Judgement.On(discord, MaxConcurrency));
        Assert.Equal(discord.LastSequences(), Sequences(fleet));
        Assert.Equal(Shards, fleet.Connections.Open);
        Assert.Equal(Shards, discord.Connections.Count(static connection => connection.IsOpen));
        Assert.InRange((bytes - measured!.Value.Bytes) / (fleet.Connections.Opened - measured.Value.Opened), long.MinValue, BytesPerConnection);

        Task closed = fleet.CloseAsync();
        time.PassUntil(() => closed.IsCompleted && fleet.AllRead.IsCompleted, Unwell, TimeSpan.FromMinutes(5), "all shards closed");
        Assert.Equal(0, fleet.Connections.Open);
        Assert.Equal(0, fleet.Time.Timers);
        Assert.DoesNotContain(discord.Connections, static connection => connection.IsOpen);
    }

    private static Dictionary<int, long> Sequences(Fleet fleet) =>
        fleet.Witnesses.ToDictionary(static witness => witness.Shard.Id.Id, static witness => witness.Sequence);

    // Somebody counts, a shard sends commands, and now and then all is lost at once or the resume host refuses.
    private static void Happen(SimulatedDiscord discord, Fleet fleet, Random random)
    {
        for (int i = random.Next(4); i > 0; i--)
        {
            fleet.CountAsync().GetAwaiter().GetResult();
        }

        switch (random.Next(600))
        {
            case < 20:
                fleet.Command(count: 5);
                break;
            case 20:
                fleet.Command(count: 200);
                break;
            case 21 when fleet.IsHealthy:
                discord.Everyone.DropAsync().GetAwaiter().GetResult();
                break;
            case 22:
                discord.ResumeHost.RefuseAsync().GetAwaiter().GetResult();
                break;
            case < 30:
                discord.ResumeHost.RecoverAsync().GetAwaiter().GetResult();
                break;
        }
    }
}
