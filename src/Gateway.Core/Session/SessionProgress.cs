namespace Gateway.Core.Session;

/// <summary>Where a shard and its session stand. The loop alone changes it; everybody else reads snapshots.</summary>
internal sealed class SessionProgress
{
    private readonly ShardOptions _options;
    private readonly LatencyRecord _latency;
    private readonly Lock _lock = new(); // protects _state: the loop alone writes it, others read it
    private SessionState _state;
    private ShardStatus _status;
    private long _lastEvent; // ticks of universal time; 0: none

    public SessionProgress(ShardOptions options, GatewaySession? stored, LatencyRecord latency)
    {
        _options = options;
        _latency = latency;
        _state = SessionMachine.Start(stored);
        _status = new ShardStatus { State = ShardState.Idle, Since = Now };
    }

    /// <summary>Called with every new <see cref="Status"/>.</summary>
    public Action<ShardStatus>? Changed { get; init; }

    /// <summary>A snapshot for anybody.</summary>
    public ShardStatus Status
    {
        get
        {
            ShardStatus status = Volatile.Read(ref _status);
            long lastEvent = Volatile.Read(ref _lastEvent);
            return status with
            {
                Until = status.State == ShardState.Queued ? HeldUpUntil : status.Until,
                LastEventAt = lastEvent == 0 ? null : new DateTimeOffset(lastEvent, TimeSpan.Zero),
                Latency = _latency.Current,
            };
        }
    }

    /// <summary>The state alone, for those who ask often.</summary>
    public ShardState State => Volatile.Read(ref _status).State;

    /// <summary>The session, if there is one that could be resumed; for anybody.</summary>
    public GatewaySession? Session
    {
        get
        {
            lock (_lock)
            {
                return _state.Session;
            }
        }
    }

    /// <summary>What a heartbeat carries; for anybody.</summary>
    public long? Sequence
    {
        get
        {
            lock (_lock)
            {
                return _state.Sequence;
            }
        }
    }

    /// <summary>What the rules remember; for the loop.</summary>
    public ref readonly SessionState Remembered => ref _state;

    private DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    private DateTimeOffset? HeldUpUntil => (_options.IdentifyQueue as IdentifyQueue)?.HeldUpUntil;

    /// <summary>Lets the session rules decide.</summary>
    public SessionAction Apply(in SessionInput input)
    {
        (SessionState next, SessionAction action) = SessionMachine.Apply(_state, input);
        lock (_lock)
        {
            _state = next;
        }

        return action;
    }

    public void OnEvent(DateTimeOffset at) => Volatile.Write(ref _lastEvent, at.UtcTicks);

    public void Enter(ShardState state) => Publish(_status with { State = state, Since = Now, Until = null });

    public void EnterLive(bool isNewSession)
    {
        DateTimeOffset now = Now;
        Publish(_status with
        {
            State = ShardState.Ready,
            Since = now,
            Until = null,
            SessionSince = isNewSession ? now : _status.SessionSince,
            Resumes = isNewSession ? 0 : _status.Resumes + 1,
        });
    }

    /// <param name="state">What comes now.</param>
    /// <param name="end">How the connection ended.</param>
    /// <param name="due">When the next one is due; null if there will be none.</param>
    public void EnterEnded(ShardState state, ConnectionEnd end, TimeSpan? due = null)
    {
        DateTimeOffset now = Now;
        bool gone = _state.SessionId is null;
        Publish(_status with
        {
            State = state,
            Since = now,
            Until = now + due,
            LastEnd = end,
            LastEndAt = now,
            SessionSince = gone ? null : _status.SessionSince,
            Resumes = gone ? 0 : _status.Resumes,
        });
    }

    private void Publish(ShardStatus status)
    {
        bool live = status.State == ShardState.Ready || _status.State == ShardState.Ready;
        Volatile.Write(ref _status, status with { Failures = _state.Failures, LastLiveAt = live ? status.Since : _status.LastLiveAt });
        Changed?.Invoke(Status);
    }
}
