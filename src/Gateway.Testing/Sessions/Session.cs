namespace Gateway.Testing;

/// <summary>What IDENTIFY makes and RESUME takes up again. Read and changed only under <see cref="Simulation.Gate"/>.</summary>
internal sealed class Session
{
    private readonly Queue<SessionEvent> _replay = new();
    private readonly int _replayLimit;

    public Session(string id, string token, int replayLimit, long firstSequence)
    {
        Id = id;
        Token = token;
        _replayLimit = replayLimit;
        Sequence = firstSequence - 1;
    }

    public string Id { get; }

    public string Token { get; }

    public int ShardId { get; init; }

    public int ShardCount { get; init; } = 1;

    /// <summary>Whether IDENTIFY named a shard, which READY then echoes.</summary>
    public bool NamedShard { get; init; }

    public long Intents { get; init; }

    public int LargeThreshold { get; init; } = 50;

    public bool CompressesPayloads { get; init; }

    /// <summary>The voice channel the session has put the bot in, by guild.</summary>
    public Dictionary<ulong, ulong?> VoiceChannels { get; } = [];

    /// <summary>The last sequence number given out.</summary>
    public long Sequence { get; private set; }

    /// <summary>The connection it is on; null while the client is away.</summary>
    public GatewayConnection? Connection { get; private set; }

    /// <summary>Whether the client is there, and has been sent all that a session begins with.</summary>
    public bool IsReady => Connection is { IsReady: true };

    /// <summary>Since when the client has been away.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    public bool Has(long intents) => (Intents & intents) != 0;

    public bool IsOnShardOf(ulong? guildId) =>
        guildId is null ? ShardId == 0 : (int)((guildId.Value >> 22) % (ulong)ShardCount) == ShardId;

    public void Attach(GatewayConnection connection)
    {
        Connection = connection;
        AwaySince = null;
    }

    public void Detach(DateTimeOffset now)
    {
        Connection = null;
        AwaySince = now;
    }

    /// <summary>Numbers an event, keeps it for a replay and sends it if the client is there.</summary>
    public void Publish(string name, ReadOnlyMemory<byte> data)
    {
        var item = Number(name, data);
        Connection?.Outbox.Send(item);
    }

    /// <summary>Numbers an event and keeps it for a replay; whoever calls sends it.</summary>
    public SessionEvent Number(string name, ReadOnlyMemory<byte> data)
    {
        var item = new SessionEvent(++Sequence, name, data);
        _replay.Enqueue(item);
        if (_replay.Count > _replayLimit)
        {
            _replay.Dequeue();
        }

        return item;
    }

    /// <summary>Whether all that came after <paramref name="sequence"/> is still here.</summary>
    public bool CanReplayFrom(long sequence) =>
        sequence == Sequence || (_replay.TryPeek(out var oldest) && oldest.Sequence <= sequence + 1);

    public IEnumerable<SessionEvent> Since(long sequence) => _replay.SkipWhile(item => item.Sequence <= sequence);
}
