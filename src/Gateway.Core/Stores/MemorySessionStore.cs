using System.Collections.Concurrent;

namespace Gateway.Core;

/// <summary>Keeps sessions as long as the process lives.</summary>
public sealed class MemorySessionStore : ISessionStore
{
    private readonly ConcurrentDictionary<ShardId, StoredSession> _sessions = new();

    /// <summary>No.</summary>
    public bool IsDurable => false;

    /// <summary>How many sessions it keeps.</summary>
    public int Count => _sessions.Count;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shards);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredSession>>(
            [.. shards.Select(shard => _sessions.GetValueOrDefault(shard)).OfType<StoredSession>()]);
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (StoredSession session in sessions)
        {
            _sessions[session.Shard] = session;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int?> FindTotalAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_sessions.Values.MaxBy(static stored => stored.SavedAt)?.Shard.Total);
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shards);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (ShardId shard in shards)
        {
            _sessions.TryRemove(shard, out _);
        }

        return ValueTask.CompletedTask;
    }
}
