using System.Diagnostics;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>From the server's send to the handler's entry, at 5,000 events a second over 16 shards.</summary>
internal sealed record LatencyScenario(string Name, LoadClient Client)
{
    private const int Connections = 16;
    private const double PerSecond = 5000.0 / Connections;
    private const int Warmups = 3;
    private const int Seconds = 6;

    public async Task RunAsync(TransportCompression[] compressions, Report report)
    {
        foreach (TransportCompression compression in compressions)
        {
            using var run = new LoadRun(static events => events.Message(), compression, Connections);
            await report.AddAsync([Client], compression, _ => MeasureAsync(run)).ConfigureAwait(false);
        }
    }

    private async Task<Measurement> MeasureAsync(LoadRun run)
    {
        const int events = (int)(PerSecond * Seconds);
        (ClientProcess process, LoadConnection[] connections) = await run.StartAsync(Client).ConfigureAwait(false);
        using (process)
        {
            Round round = await run.WarmUpAtPaceAsync(connections, Warmups, events, PerSecond).ConfigureAwait(false);
            long[][] sent = Pace.Send(connections, round, PerSecond);
            await LoadRun.ReadAsync(connections).ConfigureAwait(false);
            await Task.Delay(500).ConfigureAwait(false); // handlers may finish after their shard has answered
            double[] latencies = await ArrivalsAsync(process, connections, round, sent).ConfigureAwait(false);
            return new Measurement(Name, Client.Name, ClientSettings.NameOf(run.Compression), new Dictionary<string, double?>
            {
                ["p50 µs"] = Median.Percentile(latencies, 0.5),
                ["p99 µs"] = Median.Percentile(latencies, 0.99),
                ["p99.9 µs"] = Median.Percentile(latencies, 0.999),
                ["most µs"] = latencies.Max(),
                ["events"] = latencies.Length,
            });
        }
    }

    private static async Task<double[]> ArrivalsAsync(ClientProcess process, LoadConnection[] connections, Round round, long[][] sent)
    {
        string path = Path.GetTempFileName();
        try
        {
            await process.AskAsync($"arrivals {path}", CancellationToken.None).ConfigureAwait(false);
            Dictionary<int, long[]> byShard = connections.Zip(sent).ToDictionary(static pair => pair.First.Shard, static pair => pair.Second);
            return
            [
                .. from arrival in Arrivals.Load(path)
                   where arrival.Sequence >= round.FirstSequence
                   let sentAt = byShard[arrival.Shard][arrival.Sequence - round.FirstSequence]
                   select Stopwatch.GetElapsedTime(sentAt, arrival.Timestamp).TotalMicroseconds,
            ];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
