using System.Buffers.Text;
using System.Text.Json;
using Gateway.Core;
using Microsoft.Extensions.Caching.Distributed;

namespace Gateway.Hosting;

/// <summary>
/// Keeps sessions, and the day's budget of Identifies, in the application's distributed cache: Redis, SQL Server and
/// others, by their own packages. Shards may move between the machines that share it.
/// </summary>
/// <remarks>
/// One entry a shard, and one for their number. Entries expire by themselves a day after they were last saved. The session ids in them are as secret
/// as the cache is. With the in-memory implementation of <see cref="IDistributedCache"/>, which is of use in tests only,
/// nothing outlives the process.
/// </remarks>
/// <param name="cache">The cache.</param>
/// <param name="keyPrefix">What all keys begin with; bots that share a cache need different ones.</param>
public sealed class DistributedCacheSessionStore(IDistributedCache cache, string keyPrefix = DistributedCacheSessionStore.DefaultKeyPrefix)
    : ISessionStore, IIdentifyBudgetStore
{
    /// <summary>What all keys begin with by default: <c>discord-gateway:</c>.</summary>
    public const string DefaultKeyPrefix = "discord-gateway:";

    /// <summary>Requests to the cache at a time: enough to be quick over a network, too few to be a burden.</summary>
    private const int Concurrency = 16;

    private static readonly DistributedCacheEntryOptions Expiry = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) };

    private string TotalKey => $"{keyPrefix}shards";

    private string BudgetKey => $"{keyPrefix}identifies";

    /// <summary>Yes.</summary>
    public bool IsDurable => true;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shards);
        var found = new List<StoredSession>();
        await ForEachAsync(shards, async (shard, token) =>
        {
            if (await cache.GetAsync(Key(shard), token).ConfigureAwait(false) is { } json && Read(json, shard) is { } session)
            {
                lock (found)
                {
                    found.Add(session);
                }
            }
        }, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        await ForEachAsync(
            sessions, async (session, token) => await cache.SetAsync(Key(session.Shard), Write(session), Expiry, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        if (sessions.MaxBy(static session => session.SavedAt) is { } last)
        {
            byte[] total = JsonSerializer.SerializeToUtf8Bytes(last.Shard.Total, StoreJson.Default.Int32);
            await cache.SetAsync(TotalKey, total, Expiry, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int?> FindTotalAsync(CancellationToken cancellationToken) =>
        await cache.GetAsync(TotalKey, cancellationToken).ConfigureAwait(false) is { } json
        && Utf8Parser.TryParse(json, out int total, out _) && total > 0 ? total : null;

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shards);
        return new ValueTask(ForEachAsync(
            shards, async (shard, token) => await cache.RemoveAsync(Key(shard), token).ConfigureAwait(false), cancellationToken));
    }

    /// <inheritdoc/>
    async ValueTask<IdentifyBudget?> IIdentifyBudgetStore.LoadAsync(CancellationToken cancellationToken)
    {
        byte[]? json = await cache.GetAsync(BudgetKey, cancellationToken).ConfigureAwait(false);
        return json is null ? null : ReadOrNull(() => JsonSerializer.Deserialize(json, StoreJson.Default.IdentifyBudget));
    }

    /// <inheritdoc/>
    async ValueTask IIdentifyBudgetStore.SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(budget);
        await cache.SetAsync(BudgetKey, JsonSerializer.SerializeToUtf8Bytes(budget, StoreJson.Default.IdentifyBudget), Expiry, cancellationToken)
            .ConfigureAwait(false);
    }

    private string Key(ShardId shard) => $"{keyPrefix}session:{shard}";

    private static byte[] Write(StoredSession stored) => JsonSerializer.SerializeToUtf8Bytes(
        new CachedSession(stored.Session.Id, stored.Session.Sequence, stored.Session.ResumeUri, stored.SavedAt, stored.BotId), StoreJson.Default.CachedSession);

    private static StoredSession? Read(byte[] json, ShardId shard) =>
        ReadOrNull(() => JsonSerializer.Deserialize(json, StoreJson.Default.CachedSession)) is { Id.Length: > 0 } cached
            ? new StoredSession(shard, new GatewaySession(cached.Id, cached.Sequence, cached.ResumeUri), cached.SavedAt) { BotId = cached.BotId }
            : null;

    /// <summary>An entry that somebody else has put there is none: the shard identifies, and writes its own over it.</summary>
    private static T? ReadOrNull<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> body, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, body);
}
