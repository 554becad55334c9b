using Gateway.Core;

namespace Gateway.Load;

/// <summary>A server and what it sends, for several clients one after the other.</summary>
internal sealed class LoadRun : IDisposable
{
    private const int PacedWarmups = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Optimised code comes in steps of 100 ms, and only while there is time to compile it.
    private static readonly TimeSpan PauseAfterWarmup = TimeSpan.FromMilliseconds(400);

    public LoadRun(Func<EventMaker, byte[]> make, TransportCompression compression, int shards, bool useTls = false, int heartbeatInterval = 1_000_000_000)
    {
        Compression = compression;
        Shards = shards;
        Server = new LoadServer(shards, useTls);
        Script = new Script(make, compression, Server.Gateway, heartbeatInterval);
        Server.Send(Script);
        Server.Start();
    }

    public TransportCompression Compression { get; }

    public int Shards { get; }

    public LoadServer Server { get; }

    public Script Script { get; }

    /// <summary>Starts a client and waits for all of its shards.</summary>
    /// <param name="client">Which.</param>
    /// <param name="store">The file that keeps sessions; null for none.</param>
    public async Task<(ClientProcess Process, LoadConnection[] Connections)> StartAsync(LoadClient client, string? store = null)
    {
        Server.Forget();
        ClientProcess process = ClientProcess.Start(client, Server, Compression, Shards, store);
        try
        {
            using var timeout = new CancellationTokenSource(Patience);
            return (process, await Server.ConnectedAsync(Shards, timeout.Token).ConfigureAwait(false));
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Sends a round to all connections as fast as they take it, and waits until it was read.</summary>
    public static async Task FloodAsync(LoadConnection[] connections, Round round)
    {
        await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.Send(round.Bytes)))).ConfigureAwait(false);
        await ReadAsync(connections).ConfigureAwait(false);
    }

    /// <summary>Sends the first rounds, with time to compile in between.</summary>
    public async Task WarmUpAsync(LoadConnection[] connections, int rounds, int events)
    {
        for (int i = 0; i < rounds; i++)
        {
            await FloodAsync(connections, Script.Round(i, events)).ConfigureAwait(false);
            await Task.Delay(PauseAfterWarmup).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sends the first rounds, and two more at a pace: what suspends, and what wakes it, does not run in a flood, and is
    /// compiled only then. Returns the next round.
    /// </summary>
    public async Task<Round> WarmUpAtPaceAsync(LoadConnection[] connections, int rounds, int events, double perSecond)
    {
        await WarmUpAsync(connections, rounds, events).ConfigureAwait(false);
        for (int i = 0; i < PacedWarmups; i++)
        {
            Pace.Send(connections, Script.Round(rounds + i, events), perSecond);
            await ReadAsync(connections).ConfigureAwait(false);
        }

        return Script.Round(rounds + PacedWarmups, events);
    }

    /// <summary>Waits until what was sent last was read.</summary>
    public static async Task ReadAsync(LoadConnection[] connections)
    {
        using var timeout = new CancellationTokenSource(Patience);
        foreach (LoadConnection connection in connections)
        {
            await connection.HeartbeatAsync(timeout.Token).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        Server.Dispose();
        Script.Dispose();
    }
}
