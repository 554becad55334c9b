using Gateway.Core;
using Gateway.Hosting.Sharding.Resharding;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// Gives the bot more shards because Discord has closed one for want of them (4011). It cannot run otherwise, so that what
/// stands in the way is waited out: Discord cannot be asked, has no session starts left, or recommends no more yet.
/// </summary>
internal sealed partial class RequiredSharding(Resharder resharder, GatewayLookup lookup, ShardManager manager, TimeProvider time, ILogger logger)
{
    private int _isUnderWay;

    /// <summary>Completes when the bot has more shards, or does not need them any more; at once, if somebody is at it already.</summary>
    /// <exception cref="ReshardException">Discord has refused one of the new shards for good, or it failed.</exception>
    /// <exception cref="DiscordApiException">Discord does not know the token any more.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task FollowAsync(ShardId closed, CancellationToken cancellationToken)
    {
        while (manager.Fleet is { } fleet && IsNeeded(fleet) && Interlocked.Exchange(ref _isUnderWay, 1) == 0)
        {
            try
            {
                await GrowAsync(fleet, closed, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Volatile.Write(ref _isUnderWay, 0);
            }
        }
    }

    private static bool IsNeeded(Fleet fleet) => fleet.Shards.Any(
        static shard => shard.Status is { State: ShardState.Failed, LastEnd.CloseCode: GatewayCloseCode.ShardingRequired });

    private async Task GrowAsync(Fleet fleet, ShardId closed, CancellationToken cancellationToken)
    {
        int tooFew = fleet.Total;
        for (int failures = 0; manager.Fleet == fleet && IsNeeded(fleet); failures++)
        {
            string obstacle;
            try
            {
                if (await resharder.GrowAsync(tooFew, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                obstacle = $"Discord recommends no more than {ShardPlan.Count(tooFew)}";
            }
            catch (ReshardException e) when (e.InnerException is ShardFailedException { CloseCode: GatewayCloseCode.ShardingRequired } again)
            {
                tooFew = Math.Max(tooFew, again.Shard.Total);
                obstacle = $"{ShardPlan.Count(tooFew)} are too few as well";
            }
            catch (ReshardException e) when (e.InnerException is null || GatewayLookup.IsTransient(e.InnerException, CancellationToken.None))
            {
                // Not even one that was cancelled: whoever gives up is told so by another exception.
                obstacle = e.Message.TrimEnd('.');
            }

            if (failures == 0)
            {
                LogNotYet(logger, closed, obstacle);
            }

            await Task.Delay(lookup.PauseAfter(failures), time, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(130, LogLevel.Warning, "Discord requires more shards (4011) and has closed shard {Shard}, but the bot cannot have them yet: {Reason}. It keeps trying again")]
    private static partial void LogNotYet(ILogger logger, ShardId shard, string reason);
}
