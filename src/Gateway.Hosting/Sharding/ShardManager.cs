using System.Runtime.CompilerServices;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Hosting.Options;
using Gateway.Hosting.Sharding.Resharding;

namespace Gateway.Hosting.Sharding;

/// <summary>Knows the shards that run, and passes on what is asked of them.</summary>
internal sealed class ShardManager(DiscordGatewayOptions options) : IShardManager
{
    private readonly ShardChangeFeed _changes = new();
    private readonly Lock _lock = new(); // so that no shard, as it is added, misses a presence, or gets an older one than the rest
    private Fleet? _fleet;
    private Fleet? _leaving;
    private Fleet? _lasting;
    private Handover? _handover;
    private UpdatePresence? _presence;
    private int _refused;

    /// <summary>Where the identify budget is known from.</summary>
    public IdentifyQueueSource? Queue { get; set; }

    /// <summary>Who gives the bot another number of shards; null before there are any.</summary>
    public Resharder? Resharder { get; set; }

    /// <summary>What the bot is shown to be doing, for shards that start later.</summary>
    public UpdatePresence? Presence => Volatile.Read(ref _presence);

    /// <summary>The shards that run; null until Discord has said how many there are.</summary>
    public Fleet? Fleet => Volatile.Read(ref _fleet);

    /// <summary>
    /// Those whose sessions the next start resumes; null until there are any. In a resharding the old ones', which have
    /// brought what handlers are at, until these have finished.
    /// </summary>
    public Fleet? Lasting => Volatile.Read(ref _lasting);

    /// <summary>Whether Discord has refused the bot for good, or all of its shards, and the application goes on all the same.</summary>
    public bool IsRefused => Volatile.Read(ref _refused) != 0 || Fleet?.Runners.All(static runner => runner.IsRefused) == true;

    /// <summary>The handing over from one fleet to the next; null as a rule.</summary>
    public Handover? Handover => Volatile.Read(ref _handover);

    /// <summary>All that run, those of the next fleet included, and those that are about to close.</summary>
    public IReadOnlyList<ShardRunner> Runners =>
        [.. Handover?.Runners ?? Fleet?.Runners ?? [], .. Volatile.Read(ref _leaving)?.Runners ?? []];

    public int? Total => Fleet?.Total;

    public IReadOnlyList<Shard> Shards => Fleet?.Shards ?? [];

    public IdentifyBudget? IdentifyBudget => Queue?.Budget;

    public Shard? Find(Snowflake guildId) => (Handover?.OwnerOf(guildId) ?? Fleet?.Of(guildId))?.Shard;

    public IAsyncEnumerable<ShardChange> WatchAsync(CancellationToken cancellationToken = default) => _changes.WatchAsync(cancellationToken);

    public async Task SendAsync(Snowflake guildId, GatewayCommand command, CancellationToken cancellationToken = default)
    {
        Shard shard = Owner(guildId);
        try
        {
            await shard.SendAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (ShardClosedException) when (Find(guildId) is { } heir && heir != shard)
        {
            // The guild was handed over while the command waited.
            await heir.SendAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task UpdatePresenceAsync(UpdatePresence presence, CancellationToken cancellationToken = default)
    {
        Check(presence);
        lock (_lock)
        {
            Volatile.Write(ref _presence, presence);
            return Task.WhenAll(Runners.Select(runner => runner.Presence.UpdateAsync(presence, cancellationToken)));
        }
    }

    public Task UpdatePresenceAsync(int shardId, UpdatePresence presence, CancellationToken cancellationToken = default)
    {
        Check(presence);
        return Runner(shardId).Presence.UpdateAsync(presence, cancellationToken);
    }

    public Task RestartAsync(int shardId, ShardClose how = ShardClose.Suspend, CancellationToken cancellationToken = default) =>
        Runner(shardId).RestartAsync(how, cancellationToken);

    public Task StopAsync(int shardId, ShardClose how = ShardClose.LogOff, CancellationToken cancellationToken = default) =>
        Runner(shardId).StopAsync(how, cancellationToken);

    public Task StartAsync(int shardId, CancellationToken cancellationToken = default) => Runner(shardId).StartAsync(cancellationToken);

    public Task ReshardAsync(int? total = null, CancellationToken cancellationToken = default)
    {
        if (total is { } shards)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1, nameof(total));
        }

        return Resharder is { } resharder
            ? resharder.ReshardAsync(total, cancellationToken)
            : throw new ReshardException("The bot has no shards yet: Discord has not said how many there should be.");
    }

    /// <summary>These shards run from now on, in place of any before.</summary>
    /// <param name="fleet">The bot's shards.</param>
    /// <param name="leaving">Those that are no longer the bot's, and are about to close.</param>
    public void Set(Fleet fleet, Fleet? leaving = null)
    {
        lock (_lock)
        {
            Fleet? added = _fleet is null ? fleet : null;
            Volatile.Write(ref _leaving, leaving);
            Volatile.Write(ref _fleet, fleet);
            Volatile.Write(ref _handover, null);
            Interlocked.CompareExchange(ref _lasting, fleet, null);
            CatchUp(added);
        }
    }

    /// <summary>Handlers have finished, or have had their time: the bot's shards are the ones to resume.</summary>
    public void Settle() => Volatile.Write(ref _lasting, _fleet);

    /// <summary>Those that were about to close have.</summary>
    public void Left() => Volatile.Write(ref _leaving, null);

    /// <summary>Two fleets run side by side.</summary>
    public void Set(Handover handover)
    {
        lock (_lock)
        {
            Volatile.Write(ref _handover, handover);
            CatchUp(handover.Next);
        }
    }

    /// <summary>Discord has refused the bot for good, before it had any shards.</summary>
    public void SetRefused() => Volatile.Write(ref _refused, 1);

    /// <summary>Tells those who watch of a change.</summary>
    public void Tell(ShardChange change) => _changes.Publish(change);

    private void CatchUp(Fleet? added)
    {
        foreach (ShardRunner runner in added?.Runners ?? [])
        {
            runner.Presence.CatchUp(_presence);
        }
    }

    /// <summary>Shards that are not live send it later, when nobody could be told that it was wrong.</summary>
    private void Check(UpdatePresence presence)
    {
        ArgumentNullException.ThrowIfNull(presence);
        if (PresenceSettings.Mistakes(presence, options).FirstOrDefault() is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(presence));
        }
    }

    private ShardRunner Runner(int shardId, [CallerArgumentExpression(nameof(shardId))] string? name = null) =>
        Fleet?.Find(shardId) ?? throw new ArgumentOutOfRangeException(name, shardId, "No such shard runs in this process.");

    private Shard Owner(Snowflake guildId) => Find(guildId) ?? throw new InvalidOperationException(
        Total is { } total
            ? $"Guild {guildId} is served by shard {ShardId.OfGuild(guildId, total)}, which does not run in this process."
            : "The bot has no shards yet: Discord has not said how many there should be.");
}
