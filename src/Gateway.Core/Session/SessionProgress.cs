namespace Gateway.Core.Session;

/// <summary>Where a shard and its session stand. The loop alone changes it; everybody else reads snapshots.</summary>
internal sealed partial class SessionProgress
{
    private const long None = -1;

    private readonly ShardId _shard;
    private readonly ShardOptions _options;
    private readonly LatencyRecord _latency;
    private readonly Lock _lock = new(); // protects _state: the loop alone writes it, others read it
    private SessionState _state; // but for its sequence
    private long _sequence; // it alone moves on with nearly every message: written by the loop without the lock
    private ShardStatus _status;
    private long _lastEvent; // ticks of universal time; 0: none

    public SessionProgress(ShardId shard, ShardOptions options, GatewaySession? stored, LatencyRecord latency)
    {
        _shard = shard;
        _options = options;
        _latency = latency;
        Remember(SessionMachine.Start(stored));
        _status = new ShardStatus { State = ShardState.Idle, Since = Now };
    }

    /// <summary>Called with every new <see cref="Status"/>. It may throw: that is logged, and has no part in the session.</summary>
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
                return Remembered.Session;
            }
        }
    }

    /// <summary>What a heartbeat carries; for anybody.</summary>
    public long? Sequence => Volatile.Read(ref _sequence) is not None and var sequence ? sequence : null;

    /// <summary>What the rules remember; for the loop.</summary>
    public SessionState Remembered => _state with { Sequence = Sequence };

    /// <summary>How far the session is; for the loop.</summary>
    public SessionPhase Phase => _state.Phase;

    private DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    private DateTimeOffset? HeldUpUntil => (_options.IdentifyQueue as IdentifyQueue)?.HeldUpUntil;

    /// <summary>Lets the session rules decide.</summary>
    public SessionAction Apply(in SessionInput input)
    {
        (SessionState next, SessionAction action) = SessionMachine.Apply(Remembered, input);
        Remember(next);
        return action;
    }

    /// <summary>
    /// Lets the session rules decide on an event, any but READY and RESUMED. What they say of nearly all, that the sequence of a
    /// live session moves on, is done without them: their copies and the lock were a tenth of the cost of a small event that
    /// nobody wants.
    /// </summary>
    public SessionAction Advance(long? sequence)
    {
        if (_state.Phase != SessionPhase.Live || sequence is not { } newer || newer <= _sequence)
        {
            return Apply(SessionInput.Dispatch(sequence));
        }

        Volatile.Write(ref _sequence, newer);
        return default;
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

    private void Remember(in SessionState state)
    {
        lock (_lock)
        {
            _state = state;
            Volatile.Write(ref _sequence, state.Sequence ?? None);
        }
    }

    private void Publish(ShardStatus status)
    {
        bool live = status.State == ShardState.Ready || _status.State == ShardState.Ready;
        Volatile.Write(ref _status, status with { Failures = _state.Failures, LastLiveAt = live ? status.Since : _status.LastLiveAt });
        try
        {
            Changed?.Invoke(Status);
        }
        catch (Exception e)
        {
            LogHandlerFailed(_options.Logger, e, _shard, status.State);
        }
    }
}
