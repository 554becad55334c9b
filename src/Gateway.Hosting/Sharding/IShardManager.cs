using Gateway.Core;
using Gateway.Core.Commands;

namespace Gateway.Hosting;

/// <summary>
/// The shards of this process, and what can be done with them while they run. Safe to use from any thread; a singleton,
/// and for a bot with a name a keyed one.
/// </summary>
/// <remarks>Shards are named by their id, from 0 to <see cref="Total"/> - 1, whichever fleet of them runs at the moment.</remarks>
public interface IShardManager
{
    /// <summary>How many shards the bot has in all, over all processes; null until Discord has said so.</summary>
    int? Total { get; }

    /// <summary>The shards of this process, by id; empty until Discord has said how many there are. Each knows its own status.</summary>
    IReadOnlyList<Shard> Shards { get; }

    /// <summary>
    /// How many sessions may still be started; null until Discord has said so, and if the application has an identify
    /// queue of its own.
    /// </summary>
    IdentifyBudget? IdentifyBudget { get; }

    /// <summary>
    /// The shard that serves a guild; null if it runs in another process, or does not exist yet. While the bot is being
    /// resharded that is the one which the guild has been handed over to.
    /// </summary>
    Shard? Find(Snowflake guildId);

    /// <summary>Every change of a shard's status from now on, as it happens.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <remarks>
    /// It begins with the call: what happens between that and the enumeration is not missed. Whoever falls behind by more
    /// than 1,000 changes misses the oldest of them; shards do not wait.
    /// </remarks>
    IAsyncEnumerable<ShardChange> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Sends a command with the shard that serves a guild; see <see cref="Shard.SendAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">The guild's shard does not run in this process, or not yet.</exception>
    Task SendAsync(Snowflake guildId, GatewayCommand command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes what the bot is shown to be doing, with all shards, and with those that start later. Completes once every
    /// shard has sent it; one that is not live does so when it is. Shards that are stopped are not waited for: they show it
    /// when they are started again.
    /// </summary>
    /// <exception cref="ArgumentException">A field of the presence is out of its range; the message names it.</exception>
    Task UpdatePresenceAsync(UpdatePresence presence, CancellationToken cancellationToken = default);

    /// <summary>Changes what the bot is shown to be doing to the guilds of one shard; one that is stopped shows it when it is started again.</summary>
    /// <exception cref="ArgumentException">A field of the presence is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such shard runs in this process.</exception>
    Task UpdatePresenceAsync(int shardId, UpdatePresence presence, CancellationToken cancellationToken = default);

    /// <summary>
    /// Closes a shard and starts it again: with <see cref="ShardClose.Suspend"/>, the default, it resumes its session and
    /// misses nothing; with <see cref="ShardClose.LogOff"/> it identifies anew. Completes once it is on its way.
    /// </summary>
    /// <remarks>
    /// Handlers that run are not waited for; where there is an order, events that come from now on are in line behind
    /// theirs (<see cref="EventOrdering"/>). A shard that does not close, because Discord does not answer or because its
    /// handlers leave it no room to read on, is dropped after twice <see cref="ShutdownOptions.CloseTimeout"/> and a second;
    /// what it has read until then is handled all the same.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">No such shard runs in this process.</exception>
    Task RestartAsync(int shardId, ShardClose how = ShardClose.Suspend, CancellationToken cancellationToken = default);

    /// <summary>
    /// Closes a shard, which stays closed until it is started again. Completes once it is closed, and no later than
    /// <see cref="RestartAsync"/> says.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such shard runs in this process.</exception>
    Task StopAsync(int shardId, ShardClose how = ShardClose.LogOff, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a shard that was stopped, or that Discord has refused; does nothing for one that runs. Completes once it is on
    /// its way.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such shard runs in this process.</exception>
    Task StartAsync(int shardId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the bot another number of shards without a pause: the new ones identify beside the old ones, take over their
    /// guilds one by one, and only then the old ones log off. Each event is handled once, from whichever shard brings it
    /// first. Completes when the old shards are closed.
    /// </summary>
    /// <param name="total">How many; null for as many as Discord recommends. Nothing happens if that is what there is already.</param>
    /// <param name="cancellationToken">Gives up: the new shards are closed, and the old ones go on as if nothing had been.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is less than 1.</exception>
    /// <exception cref="ReshardException">It cannot be done now; the old shards go on as if nothing had been.</exception>
    /// <exception cref="DiscordApiException">
    /// Discord was asked how many shards there should be, and does not know the token any more; the old shards go on as well.
    /// </exception>
    /// <remarks>
    /// It takes as many session starts as there are to be shards, and as long as these take to identify. While it lasts,
    /// events of one guild may come from two shards, so that an order per guild or per shard does not hold among the few that
    /// come at the moment of the handover.
    /// </remarks>
    Task ReshardAsync(int? total = null, CancellationToken cancellationToken = default);
}
