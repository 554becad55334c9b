using Gateway.Core;

namespace Gateway.Load;

/// <summary>A thousand shards that have received a little and now rest: memory of each, threads, and what resting costs.</summary>
internal sealed record IdleScenario(string Name, LoadClient[] Clients)
{
    private const int Few = 100; // connected often enough that the code for it is optimised, as with many: that is no shard's
    private const int Many = 1000;
    private const int Events = 100_000; // over all, so that few shards compile as much code as many
    private const int SettleSeconds = 4;
    private const int RestSeconds = 8;

    public async Task RunAsync(TransportCompression[] compressions, bool useTls, Report report)
    {
        foreach (TransportCompression compression in compressions)
        {
            await report.AddAsync(Clients, compression, client => MeasureAsync(client, compression, useTls)).ConfigureAwait(false);
        }
    }

    private async Task<Measurement> MeasureAsync(LoadClient client, TransportCompression compression, bool useTls)
    {
        (long few, _, _, _) = await RestAsync(client, compression, Few, useTls).ConfigureAwait(false);
        (long many, long managed, double cpu, int threads) = await RestAsync(client, compression, Many, useTls).ConfigureAwait(false);
        return new Measurement(Name, client.Name, ClientSettings.NameOf(compression), new Dictionary<string, double?>
        {
            ["KB/shard"] = (many - few) / 1024.0 / (Many - Few),
            ["managed KB/shard"] = managed / 1024.0 / Many,
            ["CPU µs/shard/s"] = cpu / RestSeconds / Many,
            ["threads"] = threads,
        });
    }

    private static async Task<(long Memory, long Managed, double Cpu, int Threads)> RestAsync(LoadClient client, TransportCompression compression, int shards, bool useTls)
    {
        using var run = new LoadRun(static events => events.Message(), compression, shards, useTls, heartbeatInterval: 41_250);
        (ClientProcess process, LoadConnection[] connections) = await run.StartAsync(client).ConfigureAwait(false);
        using (process)
        {
            await run.WarmUpAsync(connections, rounds: 1, Events / shards).ConfigureAwait(false);
            // Discord answers heartbeats: a burst is never the last that a shard hears.
            await LoadRun.FloodAsync(connections, run.Script.Round(1, events: 1)).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(SettleSeconds)).ConfigureAwait(false);
            double before = process.Cpu;
            await Task.Delay(TimeSpan.FromSeconds(RestSeconds)).ConfigureAwait(false);
            double cpu = process.Cpu - before;
            await process.AskAsync("memory", CancellationToken.None).ConfigureAwait(false);
            Snapshot? state = await process.AskAsync("memory", CancellationToken.None).ConfigureAwait(false);
            return (process.Memory, state?.ManagedBytes ?? 0, cpu, process.Threads);
        }
    }
}
