using Microsoft.Extensions.Logging;

namespace Gateway.Core;

/// <summary>
/// The store of a bot's budget, which may fail, block its thread or never answer: none of it keeps a shard from identifying.
/// It is said once, and again when the store works again.
/// </summary>
/// <remarks>Not for several callers at once.</remarks>
internal sealed partial class BoundedBudgetStore(IdentifyQueue queue, TimeProvider time)
{
    /// <summary>How long a call is waited for. One that takes longer is left to itself, and until it ends there is no other.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private Task _last = Task.CompletedTask; // a store has one call at a time, even if nobody waits for it any more
    private bool _leftAlone;
    private bool _failed;

    /// <summary>The account as it was saved; null if there is none, or it could not be had.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IdentifyBudget?> LoadAsync(CancellationToken cancellationToken)
    {
        IdentifyBudget? saved = null;
        if (queue.BudgetStore is { } store)
        {
            try
            {
                await CallAsync(async token => saved = await store.LoadAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotLoaded(queue.Log, e);
                return null;
            }
        }

        return saved;
    }

    /// <summary>Saves the account, or tries to: a bot that is online with a stale account is worth more than one that waits for its disk.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken)
    {
        if (queue.BudgetStore is not { } store)
        {
            return;
        }

        try
        {
            if (await CallAsync(token => store.SaveAsync(budget, token), cancellationToken).ConfigureAwait(false) && _failed)
            {
                _failed = false;
                LogSavedAgain(queue.Log);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_failed)
            {
                _failed = true;
                LogNotSaved(queue.Log, e);
            }
        }
    }

    /// <summary>Calls the store on a thread of its own; false if it did not answer in time, now or before.</summary>
    private async Task<bool> CallAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken)
    {
        if (_leftAlone && !_last.IsCompleted)
        {
            return false;
        }

        _leftAlone = false;
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task before = _last;
        CancellationToken token = givenUp.Token; // taken here: in a pool that is full it may begin after it was given up
        Task calling = _last = Task.Run(() => AfterAsync(before, call, token), CancellationToken.None);
        try
        {
            await calling.WaitAsync(Timeout, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException) when (!calling.IsCompleted)
        {
            _leftAlone = _failed = true;
            LogNotAnswered(queue.Log, Timeout.TotalSeconds);
            return false;
        }
        finally
        {
            await givenUp.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task AfterAsync(Task last, Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever waited for it was told
        await call(cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(42, LogLevel.Warning, "The account of session starts could not be loaded; Discord's word counts")]
    private static partial void LogNotLoaded(ILogger logger, Exception exception);

    [LoggerMessage(43, LogLevel.Warning, "The account of session starts could not be saved. Shards identify all the same, and it is tried again with each")]
    private static partial void LogNotSaved(ILogger logger, Exception exception);

    [LoggerMessage(45, LogLevel.Warning, "The store of session starts has not answered for {Seconds:0} s, and is not waited for: Discord's count is relied on until it does")]
    private static partial void LogNotAnswered(ILogger logger, double seconds);

    [LoggerMessage(46, LogLevel.Information, "The account of session starts is being saved again")]
    private static partial void LogSavedAgain(ILogger logger);
}
