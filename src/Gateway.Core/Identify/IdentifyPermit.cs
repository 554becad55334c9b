namespace Gateway.Core;

/// <summary>A turn in an <see cref="IdentifyQueue"/>: the bucket's, one of the day's, and the breaker's if it is shut.</summary>
internal sealed class IdentifyPermit(IdentifyBucket bucket, DailyBudget budget, IdentifyBreaker breaker, bool alone, TimeProvider time)
    : IIdentifyPermit
{
    private bool _used;
    private bool _answered;
    private bool _disposed;

    public async ValueTask UseAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_used)
        {
            throw new InvalidOperationException("An identify permit is good for one Identify.");
        }

        TimeSpan left = bucket.LastUsed is { } last
            ? IdentifyQueue.Window - time.GetElapsedTime(last)
            : budget.LeftBefore;
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }

        await budget.SpendAsync(cancellationToken).ConfigureAwait(false);
        _used = true;
        bucket.LastUsed = time.GetTimestamp();
        breaker.OnSent(alone);
    }

    public void ReportAnswer(bool isReady)
    {
        if (!_used || _answered)
        {
            return;
        }

        _answered = true;
        if (isReady)
        {
            breaker.OnReady();
        }
        else
        {
            breaker.OnNoReady();
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            if (_used)
            {
                bucket.LastUsed = time.GetTimestamp(); // it may have taken a while to send
            }
            else
            {
                budget.Return();
            }

            breaker.Leave(alone);
            bucket.Turn.Release();
        }

        return ValueTask.CompletedTask;
    }
}
