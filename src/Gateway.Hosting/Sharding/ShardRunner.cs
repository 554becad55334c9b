using Gateway.Core;
using Gateway.Hosting.Dispatch;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// The life of one shard in this process: it is read for as long as it is to run, and can be stopped and started again.
/// The one owner of that decision: nothing else starts or stops its shard.
/// </summary>
internal sealed class ShardRunner : IDisposable
{
    /// <summary>Everything that is logged while a shard is read, by its handlers too, says which it is.</summary>
    private static readonly Func<ILogger, ShardId, IDisposable?> ShardScope = LoggerMessage.DefineScope<ShardId>("Shard {Shard}");

    private readonly EventDispatcher _dispatcher;
    private readonly ILogger _logger;
    private readonly Action<ShardRunner, Exception> _failed;
    private readonly TimeSpan _closeLimit;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1); // one who starts or stops it at a time
    private CancellationTokenSource _abandoned = new();
    private Task _reading = Task.CompletedTask;
    private EventLane[] _lanes = []; // the one that events go to now, then those before it whose events have not all finished

    /// <param name="shard">The shard.</param>
    /// <param name="dispatcher">Where its events go.</param>
    /// <param name="failed">Told of what ended the shard, if nobody asked for it.</param>
    /// <param name="closeLimit">How long it may take to close before it is dropped.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Opens the scope that names the shard.</param>
    public ShardRunner(Shard shard, EventDispatcher dispatcher, Action<ShardRunner, Exception> failed, TimeSpan closeLimit, TimeProvider time, ILogger logger)
    {
        Shard = shard;
        _dispatcher = dispatcher;
        _failed = failed;
        _closeLimit = closeLimit;
        _time = time;
        _logger = logger;
    }

    public Shard Shard { get; }

    public ShardId Id => Shard.Id;

    /// <summary>Whether it is being read.</summary>
    public bool IsRunning => !_reading.IsCompleted;

    /// <summary>Decides for each event whether handlers see it; null, as a rule, for all of them.</summary>
    public IEventGate? Gate { get; set; }

    /// <summary>The session as it is to be resumed after a crash: from the last event on that handlers have finished.</summary>
    public GatewaySession? Checkpoint
    {
        get
        {
            EventLane[] lanes = Volatile.Read(ref _lanes);
            if (lanes.Length == 0)
            {
                return Shard.Session; // it has not begun
            }

            // The lanes first: of a session that begins in between, nothing counts as finished yet.
            long finished = lanes.Min(static lane => lane.FinishedSequence ?? 0);
            return Shard.Session is { } session ? session with { Sequence = Math.Min(session.Sequence, finished) } : null;
        }
    }

    /// <summary>Begins to read. The shard has taken its place in the identify queue when this returns.</summary>
    public void Begin() => _reading = ReadAsync(_abandoned.Token);

    /// <summary>Begins to read, if it does not yet.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsRunning)
            {
                Begin();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes the shard, and completes when it is no longer read.</summary>
    public async Task StopAsync(ShardClose how, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await CloseAsync(how, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes the shard and begins to read it again.</summary>
    public async Task RestartAsync(ShardClose how, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await CloseAsync(how, cancellationToken).ConfigureAwait(false);
            Begin();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Drops the connection. The session stays as it is.</summary>
    public void Abandon() => _abandoned.Cancel();

    public void Dispose() => Abandon();

    private async Task CloseAsync(ShardClose how, CancellationToken cancellationToken)
    {
        try
        {
            await Shard.CloseAsync(how, cancellationToken).WaitAsync(_closeLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _abandoned.CancelAsync().ConfigureAwait(false);
            _abandoned = new CancellationTokenSource();
        }

        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(CancellationToken abandoned)
    {
        var lane = new EventLane(_dispatcher, Shard.Id, Shard.Session?.Sequence) { Admits = Admits };
        // What still runs of a session that is over is of no concern to the next.
        Volatile.Write(ref _lanes, [lane, .. _lanes.Where(before => before.Pending > 0 && Shard.Session is not null)]);
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

    private bool Admits(in GatewayMessage message) => Gate is not { } gate || gate.Admits(this, message);
}
