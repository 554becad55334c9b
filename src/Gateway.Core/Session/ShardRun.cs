using Gateway.Core.Transport;

namespace Gateway.Core.Session;

/// <summary>
/// One reading of a shard, from the first connection to the last: where the loop that reads meets those who ask it to close.
/// </summary>
internal sealed class ShardRun : IDisposable
{
    private readonly Lock _lock = new(); // protects _connection and _closing
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new(); // not disposed of: whoever asks to close may come after the end
    private readonly CancellationToken _abandoned;
    private readonly CancellationTokenRegistration _abandoning;
    private GatewayConnection? _connection;
    private ConnectionEndReason? _closing;

    public ShardRun(CancellationToken abandoned)
    {
        _abandoned = abandoned;
        _abandoning = abandoned.UnsafeRegister(static run => ((ShardRun)run!).Abandon(), this);
    }

    /// <summary>Cancelled once the run is to end: every wait of the loop gives up on it.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Completes when the loop has left.</summary>
    public Task Done => _done.Task;

    /// <summary>What ends this run, if someone asked it to end; null if it goes on.</summary>
    public ConnectionEndReason? Closing
    {
        get
        {
            lock (_lock)
            {
                return _closing;
            }
        }
    }

    /// <summary>Asks the loop to end. A connection is closed politely: the loop reads on until the other side agrees.</summary>
    public async Task CloseAsync(ShardClose how)
    {
        GatewayConnection? connection;
        ConnectionEndReason reason = how == ShardClose.LogOff ? ConnectionEndReason.LoggedOff : ConnectionEndReason.Suspended;
        lock (_lock)
        {
            if (_closing is not null)
            {
                return;
            }

            _closing = reason;
            connection = _connection;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        if (connection is not null)
        {
            await CloseAsync(connection, reason).ConfigureAwait(false);
        }
    }

    /// <summary>The loop has a connection. If the run is to end already, so does the connection: at once if the reading was cancelled.</summary>
    public ValueTask AttachAsync(GatewayConnection connection)
    {
        ConnectionEndReason? closing;
        lock (_lock)
        {
            _connection = connection;
            closing = _closing;
        }

        if (_abandoned.IsCancellationRequested)
        {
            connection.End(new ConnectionEnd(ConnectionEndReason.Abandoned));
            return ValueTask.CompletedTask;
        }

        return closing is { } reason ? CloseAsync(connection, reason) : ValueTask.CompletedTask;
    }

    public void Detach()
    {
        lock (_lock)
        {
            _connection = null;
        }
    }

    public void Dispose()
    {
        _abandoning.Dispose();
        _done.TrySetResult();
    }

    private static ValueTask CloseAsync(GatewayConnection connection, ConnectionEndReason reason) => connection.CloseAsync(
        reason, reason == ConnectionEndReason.LoggedOff ? GatewayCloseCode.NormalClosure : GatewayCloseCode.UnknownError);

    private void Abandon()
    {
        GatewayConnection? connection;
        lock (_lock)
        {
            _closing ??= ConnectionEndReason.Abandoned;
            connection = _connection;
        }

        _stopping.Cancel();
        connection?.End(new ConnectionEnd(ConnectionEndReason.Abandoned));
    }
}
