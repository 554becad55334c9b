namespace Gateway.Core;

/// <summary>
/// Where sessions wait while nobody runs them: what is kept here, the next start resumes instead of identifying, and
/// Discord replays what happened meanwhile.
/// </summary>
/// <remarks>
/// It is asked when shards start, told every few seconds and when they stop, and never on the way of an event. It may live
/// on another machine; shards of one bot may be spread over processes that share it. All members may be called from any
/// thread, and at the same time.
/// See <see href="https://docs.discord.com/developers/events/gateway#resuming"/>.
/// </remarks>
public interface ISessionStore
{
    /// <summary>
    /// Whether sessions outlive the process. If they do, a host saves them while it runs, and suspends them by default when
    /// it stops; if not, it ends them.
    /// </summary>
    bool IsDurable { get; }

    /// <summary>The sessions of these shards, as they were last saved; shards that have none are left out.</summary>
    /// <param name="shards">The shards that are about to start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken);

    /// <summary>Keeps these sessions, in place of what was kept of their shards. Other shards' stay as they are.</summary>
    /// <param name="sessions">One of each shard.</param>
    /// <param name="cancellationToken">Gives up: then each session is kept as it is now or as it was before, whole.</param>
    ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken);

    /// <summary>
    /// How many shards the bot had in all when sessions were saved last, if some of these are still kept; null if there are
    /// none, or if the store does not know, which is the default.
    /// </summary>
    /// <remarks>
    /// A bot whose number of shards is Discord's to recommend starts with as many as it had, and changes their number only
    /// then: new sessions would not bring what happened before them. With a store that does not know, it starts with what
    /// is recommended by then; and so does one that does not reshard by itself, if that is more than it had.
    /// </remarks>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<int?> FindTotalAsync(CancellationToken cancellationToken) => default;

    /// <summary>Forgets the sessions of these shards, if there are any: they have ended.</summary>
    /// <param name="shards">The shards whose sessions have ended.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken);
}
