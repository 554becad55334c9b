namespace Gateway.Core;

/// <summary>A permit as a shard uses it: see <see cref="BoundedIdentifyQueue"/>.</summary>
internal sealed class BoundedIdentifyPermit(ShardId shard, IIdentifyPermit permit, BoundedIdentifyQueue queue) : IIdentifyPermit
{
    private Task _using = Task.CompletedTask;
    private bool _isLeftAlone;

    public async ValueTask UseAsync(CancellationToken cancellationToken)
    {
        _using = permit.UseAsync(cancellationToken).AsTask();
        _isLeftAlone = !await queue.EndsAsync(_using, cancellationToken).ConfigureAwait(false);
        if (_isLeftAlone)
        {
            queue.LeaveAlone(shard, _using);
            throw new OperationCanceledException(cancellationToken);
        }

        await _using.ConfigureAwait(false);
    }

    public void ReportAnswer(bool isReady) => permit.ReportAnswer(isReady);

    /// <summary>Never throws: the Identify is sent or will not be, and what the queue makes of it is no reason to lose a session.</summary>
    public async ValueTask DisposeAsync()
    {
        Task returning = ReturnAsync();
        if (_isLeftAlone || await queue.EndsAsync(returning, givenUp: new CancellationToken(canceled: true)).ConfigureAwait(false))
        {
            _ = queue.ListenAsync(shard, returning);
        }
        else
        {
            queue.LeaveAlone(shard, returning);
        }
    }

    /// <summary>A permit that is being used is in use until that has ended.</summary>
    private async Task ReturnAsync()
    {
        await _using.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever used it was told
        await permit.DisposeAsync().ConfigureAwait(false);
    }
}
