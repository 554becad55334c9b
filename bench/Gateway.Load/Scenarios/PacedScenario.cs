using Gateway.Core;

namespace Gateway.Load;

/// <summary>Many connections at the rate of real ones: what an event costs when each wakes its reader.</summary>
internal sealed record PacedScenario(string Name, int Connections, double PerSecond, bool UseTls, LoadClient[] Clients)
{
    private const int Warmups = 3;
    private const int Seconds = 6;

    public async Task RunAsync(TransportCompression[] compressions, Report report)
    {
        foreach (TransportCompression compression in compressions)
        {
            using var run = new LoadRun(static events => events.Message(), compression, Connections, UseTls);
            await report.AddAsync(Clients, compression, client => MeasureAsync(run, client)).ConfigureAwait(false);
        }
    }

    private async Task<Measurement> MeasureAsync(LoadRun run, LoadClient client)
    {
        int events = (int)(PerSecond * Seconds);
        (ClientProcess process, LoadConnection[] connections) = await run.StartAsync(client).ConfigureAwait(false);
        using (process)
        {
            Round round = await run.WarmUpAtPaceAsync(connections, Warmups, events, PerSecond).ConfigureAwait(false);
            Snapshot? before = await process.AskAsync("state", CancellationToken.None).ConfigureAwait(false);
            double cpu = process.Cpu;
            long? wakeUps = process.WakeUps;
            Pace.Send(connections, round, PerSecond);
            await LoadRun.ReadAsync(connections).ConfigureAwait(false);
            cpu = process.Cpu - cpu;
            wakeUps = process.WakeUps - wakeUps;
            Snapshot? after = await process.AskAsync("state", CancellationToken.None).ConfigureAwait(false);
            double all = events * Connections;
            return new Measurement(Name, client.Name, ClientSettings.NameOf(run.Compression), new Dictionary<string, double?>
            {
                ["CPU µs/event"] = cpu / all,
                ["bytes/event"] = (after?.Allocated - before?.Allocated) / all,
                ["wake-ups/event"] = wakeUps / all,
                ["threads"] = process.Threads,
            });
        }
    }
}
