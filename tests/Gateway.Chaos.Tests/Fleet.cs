using System.Globalization;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>
/// Shards of every compression that share one identify queue, the witnesses who read them, and the guilds they serve, one
/// each. People there count aloud.
/// </summary>
internal sealed class Fleet : IDisposable
{
    private readonly SimulatedGuild[] _guilds;
    private readonly int[] _counts;
    private readonly List<Task> _sends = [];
    private readonly HttpMessageInvoker _http;
    private readonly Random _random;

    public Fleet(SimulatedDiscord discord, int maxConcurrency, TimeProvider time, int seed, TimeSpan? reconnectDelay = null, TimeSpan? maxReconnectDelay = null)
    {
        _guilds = [.. discord.Guilds];
        _counts = new int[_guilds.Length];
        _random = new Random(seed);
        _http = new HttpMessageInvoker(discord.CreateHandler());
        Time = new CountedTimeProvider(time);
        Connections = new CountedConnections(discord);
        Queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), maxConcurrency), Time)
        {
            Refresh = cancellationToken => AskAsync(discord, cancellationToken),
        };
        Witnesses = [.. Enumerable.Range(0, _guilds.Length).Select(id => new Witness(new Shard(new ShardId(id, _guilds.Length), new ShardOptions
        {
            Token = discord.Token,
            Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
            GatewayUri = discord.GatewayUri,
            IdentifyQueue = Queue,
            HttpInvoker = Connections.Invoker,
            TimeProvider = Time,
            Random = new Random(seed + id),
            Compression = (TransportCompression)(id % 3),
            ReconnectDelay = reconnectDelay ?? TimeSpan.FromSeconds(1),
            MaxReconnectDelay = maxReconnectDelay ?? TimeSpan.FromSeconds(60),
        })))];
    }

    public CountedTimeProvider Time { get; }

    public CountedConnections Connections { get; }

    public IdentifyQueue Queue { get; }

    public IReadOnlyList<Witness> Witnesses { get; }

    public bool IsHealthy => Witnesses.All(static witness => witness.Shard.Status.State == ShardState.Ready);

    public IEnumerable<string> Faults => Witnesses.SelectMany(static witness => witness.Faults);

    public void Start()
    {
        foreach (Witness witness in Witnesses)
        {
            witness.Start();
        }
    }

    /// <summary>Somebody in one of the guilds says the next number.</summary>
    public Task CountAsync() => CountAsync(_random.Next(_guilds.Length));

    public async Task CountAsync(int guild) =>
        await _guilds[guild].Members[0].SaysAsync((_counts[guild]++).ToString(CultureInfo.InvariantCulture));

    /// <summary>A shard is to send so many commands, now or as soon as it can.</summary>
    public void Command(int count)
    {
        int id = _random.Next(_guilds.Length);
        for (int i = 0; i < count; i++)
        {
            _sends.Add(Witnesses[id].Shard.SendAsync(new RequestChannelInfo { GuildId = new Snowflake(_guilds[id].Id) }));
        }

        _sends.RemoveAll(static send => send.IsCompletedSuccessfully);
    }

    /// <summary>All commands that are still to be sent.</summary>
    public Task AllSent => Task.WhenAll(_sends);

    public Task CloseAsync() => Task.WhenAll(Witnesses.Select(static witness => witness.Shard.CloseAsync()));

    public Task AllRead => Task.WhenAll(Witnesses.Select(static witness => witness.Reading));

    public void Dispose()
    {
        Connections.Dispose();
        _http.Dispose();
    }

    private async Task<SessionStartLimit> AskAsync(SimulatedDiscord discord, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return (await GatewayBot.GetAsync(_http, discord.Token, discord.ApiBaseAddress, cancellationToken: either.Token)).SessionStartLimit;
    }
}
