using Gateway.Core;

namespace Gateway.Hosting.Tests.Support;

/// <summary>A session store that tells when it was written to, and that can be broken.</summary>
internal sealed class WatchedStore(ISessionStore inner) : ISessionStore
{
    private readonly Signal _saved = new();
    private int _saves;

    public bool IsBroken { get; set; }

    /// <summary>As the stores of real bots are: what it holds outlives the bot.</summary>
    public bool IsDurable => true;

    public ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken) =>
        IsBroken ? throw new IOException("no disk") : inner.LoadAsync(shards, cancellationToken);

    public async ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken)
    {
        try
        {
            await (IsBroken ? throw new IOException("no disk") : inner.SaveAsync(sessions, cancellationToken));
        }
        finally
        {
            Interlocked.Increment(ref _saves);
            _saved.Raise();
        }
    }

    public ValueTask<int?> FindTotalAsync(CancellationToken cancellationToken) => inner.FindTotalAsync(cancellationToken);

    public ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken) =>
        IsBroken ? throw new IOException("no disk") : inner.RemoveAsync(shards, cancellationToken);

    /// <summary>Waits until it has been written to twice: what the second writes was taken after the call.</summary>
    public Task WrittenToAsync(int times = 2)
    {
        int from = Volatile.Read(ref _saves);
        return _saved.UntilAsync(() => Volatile.Read(ref _saves) >= from + times ? this : null, static () => "Nothing was saved.");
    }
}
