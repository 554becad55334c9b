using Gateway.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>Real sockets and real time under random harm. <c>SOAK_SECONDS</c> makes it longer; <c>SOAK_SEED</c> repeats the harm.</summary>
public class RealSoakTests
{
    private const int Shards = 6;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task A_fleet_on_real_sockets_outlives_harm()
    {
        int seed = Settings.Seed;
        TestContext.Current.SendDiagnosticMessage($"SOAK_SEED={seed}");
        await using var lateness = new Lateness();
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(options =>
        {
            // A bucket for each shard: an IDENTIFY anew takes 5 s, which is much in a run of 10.
            options.MaxConcurrency = Shards;
            options.HeartbeatInterval = Heartbeat;
            options.RecordLimit = 64;
            options.World.Seed = seed;
            options.World.Guilds(Shards);
        });
        using var fleet = new Fleet(discord, Shards, TimeProvider.System, seed, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));
        try
        {
            await LiveAsync(seed, discord, fleet, lateness);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"SOAK_SEED={seed}: {e.Message}\n{discord.Transcript}", e);
        }
    }

    private static async Task LiveAsync(int seed, SimulatedDiscord discord, Fleet fleet, Lateness lateness)
    {
        var random = new Random(seed);
        using var end = new CancellationTokenSource(Settings.Real, TimeProvider.System);
        fleet.Start();
        await discord.WhenAsync(_ => fleet.IsHealthy, "all shards ready", Patience);

        using (var harm = discord.HarmAtRandom(seed, TimeSpan.FromSeconds(0.25)))
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System))
        {
            while (!end.IsCancellationRequested)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
                await fleet.CountAsync();
                if (random.Next(100) == 0)
                {
                    fleet.Command(count: 5);
                }
            }
        }

        await discord.RecoverAsync();
        await UntilAsync(discord, fleet, () => fleet.IsHealthy && fleet.AllSent.IsCompleted && discord.Simulation.Sessions.All.All(static session => session.Connection is null or { Outbox.IsSilent: false }), "all shards healthy once the harm is over");
        for (int guild = 0; guild < Shards; guild++)
        {
            await fleet.CountAsync(guild);
        }

        await UntilAsync(discord, fleet, () => Same(discord.LastSequences(), fleet), "every event of every session to be delivered");
        Checks.None(fleet.Faults);
        Checks.None(Judgement.On(discord, Shards, late: TimeSpan.FromMilliseconds(100) + lateness.Worst));
        await UntilAsync(discord, fleet, () => fleet.Connections.Open == Shards, "no connection to be left behind");

        await fleet.CloseAsync();
        await fleet.AllRead;
        await discord.WhenAsync(static d => d.Connections.All(static connection => !connection.IsOpen), "all connections to end", Patience);
        Assert.Equal(0, fleet.Connections.Open);
        Assert.Equal(0, fleet.Time.Timers);
    }

    private static bool Same(Dictionary<int, long> told, Fleet fleet) =>
        fleet.Witnesses.All(witness => told.TryGetValue(witness.Shard.Id.Id, out long last) && last == witness.Sequence);

    // What a shard has received changes without the simulated Discord taking note.
    private static async Task UntilAsync(SimulatedDiscord discord, Fleet fleet, Func<bool> condition, string expected)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!condition())
        {
            if (timeout.IsCancellationRequested)
            {
                Assert.Fail($"Not within {Patience}: {expected}. Shards: {string.Join(", ", fleet.Witnesses.Select(witness => $"{witness.Shard} #{witness.Sequence}"))}. Told: {string.Join(", ", discord.LastSequences())}. Connections: {fleet.Connections.Open}.");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
