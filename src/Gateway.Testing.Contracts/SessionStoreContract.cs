using Gateway.Core;

namespace Gateway.Testing.Contracts;

/// <summary>What every <see cref="ISessionStore"/> has to keep to. Its subject makes an empty store.</summary>
/// <remarks>
/// Used like <see cref="IdentifyQueueContract"/>. If <see cref="ISessionStore.IsDurable"/> is true, check besides that a
/// second store over the same place finds what the first has saved.
/// </remarks>
public static class SessionStoreContract
{
    private static readonly DateTimeOffset SavedAt = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ContractRule<Func<ISessionStore>>> Rules { get; } =
    [
        new("What was saved is loaded, whole", RoundTripAsync),
        new("Shards without a session are left out", LeftOutAsync),
        new("A session belongs to its shard and its number of shards", OfItsShardAsync),
        new("The last one saved counts", LastCountsAsync),
        new("The number of shards is that of the sessions saved last, or unknown", TotalAsync),
        new("Saving one shard leaves the others as they are", OthersStayAsync),
        new("What was removed is gone, and removing nothing is no error", RemovedAsync),
        new("A thousand shards may save at the same time", ManyAsync),
    ];

    private static async Task RoundTripAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        StoredSession[] saved =
        [
            Session(0, 2, 7) with { Session = new GatewaySession("with \"quotes\" and ünicode", long.MaxValue, new Uri("wss://resume.example/?a=b")) },
            Session(1, 2, 0) with { Session = new GatewaySession("without an address", 0, null), BotId = 820_722_997_919_875_074 },
        ];
        await store.SaveAsync(saved, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(store, saved, cancellationToken).ConfigureAwait(false);
    }

    private static async Task LeftOutAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        IReadOnlyList<StoredSession> none = await store.LoadAsync([new ShardId(0, 1)], cancellationToken).ConfigureAwait(false);
        ContractException.ThrowIf(none.Count != 0, "An empty store had a session.");
        await store.SaveAsync([Session(0, 3, 1)], cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredSession> one = await store.LoadAsync([.. ShardId.All(3)], cancellationToken).ConfigureAwait(false);
        ContractException.ThrowIf(one.Count != 1, $"Of three shards one had a session, but {one.Count} were loaded.");
    }

    private static async Task OfItsShardAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        await store.SaveAsync([Session(1, 2, 1)], cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredSession> others = await store
            .LoadAsync([new ShardId(0, 2), new ShardId(1, 3), new ShardId(1, 20)], cancellationToken).ConfigureAwait(false);
        ContractException.ThrowIf(others.Count != 0, "A session was found under another shard, or another number of shards.");
    }

    private static async Task TotalAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        int? none = await store.FindTotalAsync(cancellationToken).ConfigureAwait(false);
        ContractException.ThrowIf(none is not null, $"An empty store knew of {none} shards.");
        await store.SaveAsync([Session(0, 2, 1), Session(1, 2, 1)], cancellationToken).ConfigureAwait(false);
        await store.SaveAsync([Session(1, 3, 1) with { SavedAt = SavedAt.AddSeconds(1) }], cancellationToken).ConfigureAwait(false);
        int? found = await store.FindTotalAsync(cancellationToken).ConfigureAwait(false);
        ContractException.ThrowIf(found is not (null or 3), $"Of three shards one was saved last, but the store knew of {found}.");
    }

    private static async Task LastCountsAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        await store.SaveAsync([Session(0, 1, 1)], cancellationToken).ConfigureAwait(false);
        await store.SaveAsync([Session(0, 1, 2)], cancellationToken).ConfigureAwait(false);
        await ExpectAsync(store, [Session(0, 1, 2)], cancellationToken).ConfigureAwait(false);
    }

    private static async Task OthersStayAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        await store.SaveAsync([Session(0, 2, 1), Session(1, 2, 1)], cancellationToken).ConfigureAwait(false);
        await store.SaveAsync([Session(1, 2, 5)], cancellationToken).ConfigureAwait(false);
        await store.SaveAsync([], cancellationToken).ConfigureAwait(false);
        await ExpectAsync(store, [Session(0, 2, 1), Session(1, 2, 5)], cancellationToken).ConfigureAwait(false);
    }

    private static async Task RemovedAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        ISessionStore store = create();
        await store.SaveAsync([Session(0, 2, 1), Session(1, 2, 1)], cancellationToken).ConfigureAwait(false);
        await store.RemoveAsync([new ShardId(0, 2), new ShardId(0, 7)], cancellationToken).ConfigureAwait(false);
        await ExpectAsync(store, [Session(1, 2, 1)], cancellationToken).ConfigureAwait(false);
    }

    private static async Task ManyAsync(Func<ISessionStore> create, CancellationToken cancellationToken)
    {
        const int Shards = 1000;
        ISessionStore store = create();
        StoredSession[] saved = [.. Enumerable.Range(0, Shards).Select(static id => Session(id, Shards, id))];
        await Task.WhenAll(saved.Chunk(100).Select(chunk => store.SaveAsync(chunk, cancellationToken).AsTask())).ConfigureAwait(false);
        await ExpectAsync(store, saved, cancellationToken).ConfigureAwait(false);
    }

    private static StoredSession Session(int id, int total, long sequence) =>
        new(new ShardId(id, total), new GatewaySession($"session-{id}", sequence, new Uri("wss://resume.example/")), SavedAt);

    /// <summary>All that the store has of these shards is what is expected, in any order.</summary>
    private static async Task ExpectAsync(ISessionStore store, StoredSession[] expected, CancellationToken cancellationToken)
    {
        int total = expected[0].Shard.Total;
        IReadOnlyList<StoredSession> loaded = await store.LoadAsync([.. ShardId.All(total)], cancellationToken).ConfigureAwait(false);
        foreach (StoredSession session in expected)
        {
            ContractException.ThrowIf(!loaded.Contains(session), $"The session of shard {session.Shard} was not loaded as it was saved.");
        }

        ContractException.ThrowIf(loaded.Count != expected.Length, $"{expected.Length} sessions were kept, but {loaded.Count} were loaded.");
    }
}
