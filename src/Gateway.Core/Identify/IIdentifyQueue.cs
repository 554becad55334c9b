namespace Gateway.Core;

/// <summary>
/// Decides which shard may identify when. Discord allows <c>max_concurrency</c> Identifies per five seconds, one per
/// bucket (<c>shard_id % max_concurrency</c>), and a number of them per day; whoever exceeds the day's loses the token.
/// All shards of a bot, in whichever process, must go through one queue.
/// </summary>
/// <remarks>
/// Implementations may live on another machine: nothing here assumes a shared process.
/// A call whose token is cancelled ends at once. A shard waits for it for <see cref="ShardOptions.CloseTimeout"/>, and leaves it
/// to itself then: a permit that comes later is disposed of.
/// See <see href="https://docs.discord.com/developers/events/gateway#session-start-limit-object"/>.
/// </remarks>
public interface IIdentifyQueue
{
    /// <summary>
    /// Waits until it is this shard's turn to connect and identify: it is the next of its bucket, and the day's budget
    /// is not used up. The turn is held until the permit is disposed of, used or not.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the place in the queue is given up.</exception>
    ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken);
}
