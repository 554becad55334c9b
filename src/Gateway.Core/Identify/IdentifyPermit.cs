namespace Gateway.Core;

/// <summary>A turn in an <see cref="IdentifyQueue"/>: the bucket's, one of the day's, and the breaker's if it is shut.</summary>
internal sealed class IdentifyPermit(
    IdentifyLine line, IdentifyTurn turn, DailyBudget budget, IdentifyBreaker breaker, bool alone, TimeProvider time) : IIdentifyPermit
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

        TimeSpan left = budget.LeftBefore is var before && before > TimeSpan.Zero ? TimerTime.RoundUp(before) : line.TryUse(turn);
        while (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
            left = line.TryUse(turn); // there may be fewer buckets by now, and another's turn have come first
        }

        await budget.SpendAsync(cancellationToken).ConfigureAwait(false);
        _used = true;
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
            if (!_used)
            {
                budget.Return();
            }

            breaker.Leave(alone);
            line.Leave(turn, _used);
        }

        return ValueTask.CompletedTask;
    }
}
