using System.Collections.Concurrent;
using Gateway.Core;

namespace Gateway.Hosting.Tests.Support;

/// <summary>A durable store that does not answer until it is let go, and does not heed its token; or fails in its own way once it is cancelled.</summary>
internal sealed class HangingStore(bool onLoad = false, bool onSave = false, bool failsWhenCancelled = false) : ISessionStore
{
    private readonly TaskCompletionSource _asked = new();
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<StoredSession> _saved = new();
    private int _saves;

    /// <summary>Completes once it hangs.</summary>
    public Task Asked => _asked.Task;

    /// <summary>How often it was told to save.</summary>
    public int Saves => Volatile.Read(ref _saves);

    /// <summary>What it has written, in this order.</summary>
    public IReadOnlyList<StoredSession> Saved => [.. _saved];

    public bool IsDurable => true;

    /// <summary>It answers from now on, what it has not answered before as well.</summary>
    public void LetGo() => _letGo.TrySetResult();

    public async ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        await HangIfAsync(onLoad, cancellationToken);
        return [];
    }

    public async ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _saves);
        await HangIfAsync(onSave, cancellationToken);
        foreach (StoredSession session in sessions)
        {
            _saved.Enqueue(session);
        }
    }

    public ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken) => default;

    private async Task HangIfAsync(bool hangs, CancellationToken cancellationToken)
    {
        if (hangs)
        {
            _asked.TrySetResult();
            var failed = new TaskCompletionSource();
            using CancellationTokenRegistration _ = cancellationToken.Register(() =>
            {
                if (failsWhenCancelled)
                {
                    failed.TrySetException(new IOException("The connection was cut."));
                }
            });
            await await Task.WhenAny(_letGo.Task, failed.Task);
        }
    }
}
