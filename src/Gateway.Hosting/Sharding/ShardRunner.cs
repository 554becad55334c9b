using Gateway.Core;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// The life of one shard in this process: it is read for as long as it is to run, and can be stopped and started again.
/// The one owner of that decision: nothing else starts or stops its shard.
/// </summary>
internal sealed class ShardRunner : IDisposable
{
    private readonly EventLane _lane;
    private readonly Action<ShardRunner, Exception> _failed;
    private readonly TimeSpan _closeLimit;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1); // one who starts or stops it at a time
    private CancellationTokenSource _abandoned = new();
    private Task _reading = Task.CompletedTask;

    /// <param name="shard">The shard.</param>
    /// <param name="lane">Where its events go.</param>
    /// <param name="failed">Told of what ended the shard, if nobody asked for it.</param>
    /// <param name="closeLimit">How long it may take to close before it is dropped.</param>
    /// <param name="time">The clock.</param>
    public ShardRunner(Shard shard, EventLane lane, Action<ShardRunner, Exception> failed, TimeSpan closeLimit, TimeProvider time)
    {
        Shard = shard;
        _lane = lane;
        _failed = failed;
        _closeLimit = closeLimit;
        _time = time;
    }

    public Shard Shard { get; }

    public ShardId Id => Shard.Id;

    /// <summary>Whether it is being read.</summary>
    public bool IsRunning => !_reading.IsCompleted;

    /// <summary>Decides for each event whether handlers see it; null, as a rule, for all of them.</summary>
    public IEventGate? Gate { get; set; }

    /// <summary>The session as it is to be resumed after a crash: from the last event on that handlers have finished.</summary>
    public GatewaySession? Checkpoint => Shard.Session;

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
        try
        {
            await foreach (GatewayMessage message in Shard.ReadMessagesAsync(abandoned).ConfigureAwait(false))
            {
                if (message.Opcode == GatewayOpcode.Dispatch && (Gate is not { } gate || gate.Admits(this, message)))
                {
                    await _lane.DispatchAsync(message).ConfigureAwait(false);
                }
            }
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
}
