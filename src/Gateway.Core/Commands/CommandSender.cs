using Gateway.Core.Session;
using Gateway.Core.Transport;

namespace Gateway.Core.Commands;

/// <summary>
/// Sends the commands of a shard, in order: each waits until the session is live and the budget has room, and one whose
/// connection is lost is sent again over the next. Heartbeats never wait here.
/// </summary>
internal sealed class CommandSender(ShardId shard, TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new(); // protects _live
    private TaskCompletionSource<Link> _live = NewLink();

    /// <summary>The session is live: commands may go over this connection.</summary>
    public void Open(GatewayConnection connection, SendBudget budget)
    {
        lock (_lock)
        {
            Pending().TrySetResult(new Link(connection, budget));
        }
    }

    /// <summary>The session is no longer live; commands wait for the next connection.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            Pending();
        }
    }

    /// <summary>There will be no other connection: commands that wait, and those to come, fail.</summary>
    public void Close()
    {
        lock (_lock)
        {
            TaskCompletionSource<Link> closed = Pending();
            closed.TrySetException(new ShardClosedException(shard));
            _ = closed.Task.Exception; // observed: it may be that nobody waits
        }
    }

    public async Task SendAsync(byte[] payload, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                Link link = await LiveAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                if (!link.Budget.TrySpendOnCommand(time.GetElapsedTime(0), out TimeSpan wait))
                {
                    await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                }
                else if (await link.Connection.TrySendAsync(payload).ConfigureAwait(false))
                {
                    return;
                }
                else
                {
                    Drop(link);
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task<Link> LiveAsync()
    {
        lock (_lock)
        {
            return _live.Task;
        }
    }

    /// <summary>The link was lost; whoever sends next waits for another, even before the loop has noticed.</summary>
    private void Drop(Link lost)
    {
        lock (_lock)
        {
            if (_live.Task is { IsCompletedSuccessfully: true, Result: var current } && current == lost)
            {
                _live = NewLink();
            }
        }
    }

    private TaskCompletionSource<Link> Pending()
    {
        if (_live.Task.IsCompleted)
        {
            _live = NewLink();
        }

        return _live;
    }

    private static TaskCompletionSource<Link> NewLink() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Link(GatewayConnection Connection, SendBudget Budget);
}
