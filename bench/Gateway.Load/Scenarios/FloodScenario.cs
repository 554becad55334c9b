using System.Diagnostics;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>One shard is sent events as fast as it reads them: processor time, bytes allocated and pauses, each per event.</summary>
internal sealed record FloodScenario(string Name, Func<EventMaker, byte[]> Make, LoadClient[] Clients, bool UseTls = false)
{
    private const int Warmups = 4;
    private const int Rounds = 5;

    /// <summary>How many events a round has.</summary>
    public int Events { get; init; } = 20_000;

    public async Task RunAsync(TransportCompression[] compressions, IEnumerable<LoadClient> others, Report report)
    {
        foreach (TransportCompression compression in compressions)
        {
            using var run = new LoadRun(Make, compression, shards: 1, UseTls);
            await report.AddAsync(Clients.Concat(others), compression, client => MeasureAsync(run, client)).ConfigureAwait(false);
        }
    }

    private async Task<Measurement> MeasureAsync(LoadRun run, LoadClient client)
    {
        (ClientProcess process, LoadConnection[] connections) = await run.StartAsync(client).ConfigureAwait(false);
        using (process)
        {
            await run.WarmUpAsync(connections, Warmups, Events).ConfigureAwait(false);
            var cpu = new List<double>();
            var seconds = new List<double>();
            Snapshot? before = await process.AskAsync("state", CancellationToken.None).ConfigureAwait(false);
            for (int i = Warmups; i < Warmups + Rounds; i++)
            {
                Round round = run.Script.Round(i, Events);
                double cpuBefore = process.Cpu;
                long start = Stopwatch.GetTimestamp();
                await LoadRun.FloodAsync(connections, round).ConfigureAwait(false);
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                cpu.Add((process.Cpu - cpuBefore) / Events);
            }

            Snapshot? after = await process.AskAsync("state", CancellationToken.None).ConfigureAwait(false);
            double all = (double)Rounds * Events;
            return new Measurement(Name, client.Name, ClientSettings.NameOf(run.Compression), new Dictionary<string, double?>
            {
                ["CPU µs/event"] = Median.Of(cpu),
                ["events/s"] = Events / Median.Of(seconds),
                ["bytes/event"] = (after?.Allocated - before?.Allocated) / all,
                ["GC pause ms/s"] = (after?.PauseMilliseconds - before?.PauseMilliseconds) / seconds.Sum(),
                ["wire bytes/event"] = run.Script.Round(Warmups, Events).Bytes.Length / (double)Events,
                ["MB"] = process.Memory / 1e6,
            });
        }
    }
}
