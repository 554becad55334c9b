using Microsoft.Extensions.Logging;

namespace Gateway.Core;

/// <summary>
/// The identify queue as a shard calls it. It may be somebody else's and ignore its token: a shard that gives up waits for
/// as long as a connection may take to close, and leaves the call to itself then. What comes of it late goes back.
/// </summary>
internal sealed partial class BoundedIdentifyQueue(ShardOptions options) : IIdentifyQueue
{
    private readonly ILogger _logger = options.Logger;

    public async ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
    {
        Task<IIdentifyPermit> acquiring = options.IdentifyQueue.AcquireAsync(shard, cancellationToken).AsTask();
        if (await EndsAsync(acquiring, cancellationToken).ConfigureAwait(false))
        {
            return new BoundedIdentifyPermit(shard, await acquiring.ConfigureAwait(false), this);
        }

        LeaveAlone(shard, ReturnAsync(acquiring));
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits for a call to the queue; false if it does not end even though it was given up.</summary>
    /// <param name="call">The call.</param>
    /// <param name="givenUp">Its token.</param>
    public async ValueTask<bool> EndsAsync(Task call, CancellationToken givenUp)
    {
        await call.WaitAsync(givenUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!call.IsCompleted)
        {
            await call.WaitAsync(options.CloseTimeout, options.TimeProvider, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return call.IsCompleted;
    }

    /// <summary>A call did not end in time: nobody waits for it any more.</summary>
    public void LeaveAlone(ShardId shard, Task call)
    {
        LogNotAnswered(shard, options.CloseTimeout.TotalSeconds);
        _ = ListenAsync(shard, call);
    }

    /// <summary>Says how a call failed that no shard depends on.</summary>
    public async Task ListenAsync(ShardId shard, Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was asked to give up, and has.
        }
        catch (Exception e)
        {
            LogFailedLate(e, shard);
        }
    }

    private static async Task ReturnAsync(Task<IIdentifyPermit> acquiring)
    {
        IIdentifyPermit permit = await acquiring.ConfigureAwait(false);
        await permit.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(7, LogLevel.Warning, "Shard {Shard}: the identify queue has not ended a call for {Seconds:0.#} s, and is not waited for: what it grants too late goes back")]
    private partial void LogNotAnswered(ShardId shard, double seconds);

    [LoggerMessage(8, LogLevel.Warning, "Shard {Shard}: the identify queue has failed in a call that the shard does not depend on")]
    private partial void LogFailedLate(Exception exception, ShardId shard);
}
