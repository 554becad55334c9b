namespace Gateway.Testing;

/// <summary>Everything one gateway connection sent and received. Safe to read from any thread while it goes on.</summary>
public sealed class RecordedConnection
{
    private readonly Lock _gate = new(); // guards the fields below
    private readonly int _limit;
    private readonly Queue<RecordedFrame> _sent = new();
    private readonly Queue<RecordedFrame> _received = new();
    private readonly Queue<RecordedHeartbeat> _heartbeats = new();
    private long _sentCount;
    private DateTimeOffset? _endedAt;

    internal RecordedConnection(int index, DateTimeOffset openedAt, GatewayHost host, string query, string userAgent, int limit)
    {
        Index = index;
        OpenedAt = openedAt;
        Host = host;
        Query = query;
        UserAgent = userAgent;
        _limit = limit;
    }

    /// <summary>Its place in <see cref="SimulatedDiscord.Connections"/>, from 0, in the order of opening.</summary>
    public int Index { get; }

    /// <summary>When the upgrade was answered, by the simulator's clock.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>The address the client came to.</summary>
    public GatewayHost Host { get; }

    /// <summary>The query string of the connection, with its question mark: <c>?v=10&amp;encoding=json</c>.</summary>
    public string Query { get; }

    /// <summary>The User-Agent header of the upgrade.</summary>
    public string UserAgent { get; }

    /// <summary>The shard, once the connection has identified or resumed; otherwise null.</summary>
    public int? ShardId { get; internal set; }

    /// <summary>The shard count of that session; otherwise null.</summary>
    public int? ShardCount { get; internal set; }

    /// <summary>The session, once there is one; otherwise null.</summary>
    public string? SessionId { get; internal set; }

    /// <summary>The close frame of the client; null as long as, or if, it sent none.</summary>
    public RecordedClose? CloseFromClient { get; internal set; }

    /// <summary>The close frame of the simulator; null as long as, or if, it sent none.</summary>
    public RecordedClose? CloseFromServer { get; internal set; }

    /// <summary>When the connection ended, by the simulator's clock; null while it is open.</summary>
    public DateTimeOffset? EndedAt
    {
        get
        {
            lock (_gate)
            {
                return _endedAt;
            }
        }

        internal set
        {
            lock (_gate)
            {
                _endedAt = value;
            }
        }
    }

    /// <summary>Whether the connection is open.</summary>
    public bool IsOpen => EndedAt is null;

    /// <summary>What was sent, oldest first; at most <see cref="SimulatedDiscordOptions.RecordLimit"/> frames are kept.</summary>
    public IReadOnlyList<RecordedFrame> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>What was received, oldest first; at most <see cref="SimulatedDiscordOptions.RecordLimit"/> frames are kept.</summary>
    public IReadOnlyList<RecordedFrame> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>The heartbeats received, oldest first; at most <see cref="SimulatedDiscordOptions.RecordLimit"/> are kept.</summary>
    public IReadOnlyList<RecordedHeartbeat> Heartbeats
    {
        get
        {
            lock (_gate)
            {
                return [.. _heartbeats];
            }
        }
    }

    /// <summary>How many frames were sent, also those no longer kept in <see cref="Sent"/>.</summary>
    public long SentCount
    {
        get
        {
            lock (_gate)
            {
                return _sentCount;
            }
        }
    }

    /// <summary>The connection in short, for messages to people.</summary>
    public override string ToString() =>
        $"connection {Index} ({Host}{(ShardId is null ? "" : $", shard {ShardId}/{ShardCount}")}{(IsOpen ? "" : ", ended")})";

    internal void AddSent(RecordedFrame frame)
    {
        lock (_gate)
        {
            _sentCount++;
            Add(_sent, frame);
        }
    }

    internal void AddSent(int count)
    {
        lock (_gate)
        {
            _sentCount += count;
        }
    }

    internal void AddReceived(RecordedFrame frame)
    {
        lock (_gate)
        {
            Add(_received, frame);
        }
    }

    internal void AddHeartbeat(RecordedHeartbeat heartbeat)
    {
        lock (_gate)
        {
            Add(_heartbeats, heartbeat);
        }
    }

    private void Add<T>(Queue<T> frames, T frame)
    {
        frames.Enqueue(frame);
        if (frames.Count > _limit)
        {
            frames.Dequeue();
        }
    }
}
