using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Hosting.Dispatch;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// The life of one shard in this process: it is read for as long as it is to run, and can be stopped and started again.
/// The one owner of that decision: nothing else starts or stops its shard.
/// </summary>
internal sealed class ShardRunner : IEventFilter
{
    /// <summary>Everything that is logged while a shard is read, by its handlers too, says which it is.</summary>
    private static readonly Func<ILogger, ShardId, IDisposable?> ShardScope = LoggerMessage.DefineScope<ShardId>("Shard {Shard}");

    private readonly EventDispatcher _dispatcher;
    private readonly ShardLines _lines;
    private readonly ILogger _logger;
    private readonly Action<ShardRunner, Exception> _failed;
    private readonly TimeSpan _closeLimit;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1); // one who starts or stops it at a time
    private readonly Lock _lock = new(); // protects _isOver and the change of _reading
    private CancellationTokenSource _abandoned = new();
    private Task _reading = Task.CompletedTask;
    private IEventGate? _gate;
    private long _admitted; // the sequence of the last event that the gate let pass
    private bool _isOver;
    private volatile bool _isRefused;
    private (EventLane Lane, string? Session)[] _lanes = []; // the one that events go to now, then those before it, with the session they ended in

    /// <param name="shard">The shard.</param>
    /// <param name="presence">What it was made to show the bot to be doing; null for nothing.</param>
    /// <param name="dispatcher">Where its events go.</param>
    /// <param name="failed">Told of what ended the shard, if nobody asked for it.</param>
    /// <param name="closeLimit">How long it may take to close before it is dropped.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Opens the scope that names the shard.</param>
    public ShardRunner(
        Shard shard,
        UpdatePresence? presence,
        EventDispatcher dispatcher,
        Action<ShardRunner, Exception> failed,
        TimeSpan closeLimit,
        TimeProvider time,
        ILogger logger)
    {
        Shard = shard;
        Presence = new ShardPresence(shard, presence);
        _dispatcher = dispatcher;
        _lines = new ShardLines(dispatcher);
        _failed = failed;
        _closeLimit = closeLimit;
        _time = time;
        _logger = logger;
    }

    public Shard Shard { get; }

    public ShardId Id => Shard.Id;

    /// <summary>What the bot is shown to be doing to the guilds of this shard.</summary>
    public ShardPresence Presence { get; }

    /// <summary>Whether it is being read.</summary>
    public bool IsRunning => !_reading.IsCompleted;

    /// <summary>Whether Discord has refused it for good, and nobody has started it since.</summary>
    public bool IsRefused => _isRefused;

    /// <summary>Decides for each event whether handlers see it; null, as a rule, for all of them.</summary>
    public IEventGate? Gate
    {
        get => Volatile.Read(ref _gate);
        set => Volatile.Write(ref _gate, value);
    }

    /// <summary>All events pass from now on, unless another gate stands there by now.</summary>
    public void Remove(IEventGate gate) => Interlocked.CompareExchange(ref _gate, null, gate);

    /// <summary>The session as it is to be resumed after a crash: from the last event on that handlers have finished.</summary>
    public GatewaySession? Checkpoint
    {
        get
        {
            // The session first: one that begins meanwhile has finished nothing yet, and too low only repeats some.
            if (Shard.Session is not { } session)
            {
                return null;
            }

            (EventLane Lane, string? Session)[] lanes = Volatile.Read(ref _lanes);
            if (lanes.Length == 0)
            {
                return session; // it has not begun
            }

            long finished = lanes[0].Lane.FinishedSequence ?? 0;
            (long Sequence, string? Session)[] before =
                [.. lanes.Skip(1).Where(static lane => lane.Lane.HasUnfinished).Select(static lane => (lane.Lane.FinishedSequence ?? 0, lane.Session))];
            // What still runs of a session that is over is of no concern to the next.
            long least = before.Where(lane => lane.Session == session.Id).Select(static lane => lane.Sequence).Append(finished).Min();
            return session with { Sequence = Math.Min(session.Sequence, least) };
        }
    }

    /// <summary>Begins to read. The shard has taken its place in the identify queue when this returns. Does nothing once it is over.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isRefused = false;
            _reading = ReadAsync(_abandoned.Token);
        }

        Presence.OnBegun();
    }

    /// <summary>Discord has refused it for good.</summary>
    public void MarkRefused() => _isRefused = true;

    /// <summary>From now on nobody starts it (again): the application stops.</summary>
    public void ForbidStart()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }

    /// <summary>Begins to read, if it does not yet.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            if (!IsRunning)
            {
                Begin();
            }

            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>Closes the shard, and completes when it is no longer read.</summary>
    public Task StopAsync(ShardClose how, CancellationToken cancellationToken) => InTurnAsync(() => CloseAsync(how), cancellationToken);

    /// <summary>Closes the shard and begins to read it again.</summary>
    public Task RestartAsync(ShardClose how, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            await CloseAsync(how).ConfigureAwait(false);
            Begin();
        },
        cancellationToken);

    /// <summary>Whether all that was read, and that the gate has admitted, has been handled.</summary>
    public bool HasHandledAll
    {
        get
        {
            (EventLane Lane, string? Session)[] lanes = Volatile.Read(ref _lanes);
            return lanes.Length == 0
                || (lanes[0].Lane.HasHandled(Volatile.Read(ref _admitted)) && lanes.Skip(1).All(static lane => lane.Lane.HasHandled(0)));
        }
    }

    /// <summary>Drops the connection. The session stays as it is.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Does one thing after another. Whoever gives up waiting stops nothing that has begun: a shard is never left half restarted.</summary>
    private async Task InTurnAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        await ActAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

        async Task ActAsync()
        {
            try
            {
                await action().ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    private async Task CloseAsync(ShardClose how)
    {
        try
        {
            await Shard.CloseAsync(how).WaitAsync(_closeLimit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _lanes[0].Lane.LetIn(); // it may be waiting for handlers that hang
            await _abandoned.CancelAsync().ConfigureAwait(false);
            _abandoned = new CancellationTokenSource();
        }

        await _reading.ConfigureAwait(false);
    }

    private async Task ReadAsync(CancellationToken abandoned)
    {
        var lane = new EventLane(_dispatcher, Shard.Id, Shard.Session?.Sequence, _lines) { Filter = this };
        string? session = Shard.Session?.Id;
        IEnumerable<(EventLane Lane, string? Session)> before = _lanes.Select((each, index) => index == 0 ? (each.Lane, session) : each);
        Volatile.Write(ref _lanes, [(lane, null), .. before.Where(each => each.Lane.HasUnfinished && each.Session is not null)]);
        using IDisposable? scope = ShardScope(_logger, Id);
        try
        {
            await lane.ReadAsync(Shard.ReadMessagesAsync(abandoned)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // It did not close in time.
        }
        catch (Exception e)
        {
            _failed(this, e);
        }
    }

    /// <summary>Whether handlers see an event of this shard.</summary>
    public Admission Admit(in GatewayMessage message)
    {
        if (Gate is not { } gate)
        {
            return default;
        }

        if (message.NameUtf8.SequenceEqual("READY"u8))
        {
            Volatile.Write(ref _admitted, 0); // sequences begin anew
        }

        Admission admission = gate.Admit(this, message);
        if (admission.Kind == AdmissionKind.Admitted)
        {
            Volatile.Write(ref _admitted, message.Sequence ?? 0);
        }

        return admission;
    }
}
