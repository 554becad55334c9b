using System.Diagnostics;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>A process with a thousand shards is stopped, and another takes over: how long until all are resumed, and at what price.</summary>
internal sealed record RestartScenario(string Name, LoadClient Client)
{
    private const int Shards = 1000;
    private const int Missed = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task RunAsync(TransportCompression[] compressions, Report report)
    {
        foreach (TransportCompression compression in compressions)
        {
            await report.AddAsync([Client], compression, _ => MeasureAsync(compression)).ConfigureAwait(false);
        }
    }

    private async Task<Measurement> MeasureAsync(TransportCompression compression)
    {
        string store = Path.Combine(Path.GetTempPath(), $"load-sessions-{Environment.ProcessId}-{compression}.json");
        using var run = new LoadRun(static events => events.Message(), compression, Shards);
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            (ClientProcess before, LoadConnection[] connections) = await run.StartAsync(Client, store).ConfigureAwait(false);
            double stopping;
            using (before)
            {
                await run.WarmUpAsync(connections, rounds: 1, events: 10).ConfigureAwait(false);
                long stop = Stopwatch.GetTimestamp();
                await before.StopAsync(timeout.Token).ConfigureAwait(false);
                stopping = Stopwatch.GetElapsedTime(stop).TotalMilliseconds;
            }

            using var replay = new Script(static events => events.Message(), compression, run.Server.Gateway, replays: Missed);
            run.Server.Send(replay);
            long start = Stopwatch.GetTimestamp();
            (ClientProcess after, connections) = await run.StartAsync(Client, store).ConfigureAwait(false);
            using (after)
            {
                await LoadRun.ReadAsync(connections).ConfigureAwait(false);
                double starting = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                return new Measurement(Name, Client.Name, ClientSettings.NameOf(compression), new Dictionary<string, double?>
                {
                    ["ms from process start to all resumed"] = starting,
                    ["ms to stop"] = stopping,
                    ["events replayed"] = Missed * Shards,
                    ["identifies"] = connections.Count(static connection => connection.HasIdentified),
                    ["CPU ms"] = after.Cpu / 1000,
                });
            }
        }
        finally
        {
            File.Delete(store);
        }
    }
}
