using Gateway.Core;

namespace Gateway.Hosting.Tests.Support;

/// <summary>A durable store that never answers, and does not heed its token; or fails in its own way once it is cancelled.</summary>
internal sealed class HangingStore(bool onLoad = false, bool onSave = false, bool failsWhenCancelled = false) : ISessionStore
{
    private readonly TaskCompletionSource _asked = new();

    /// <summary>Completes once it hangs.</summary>
    public Task Asked => _asked.Task;

    public bool IsDurable => true;

    public async ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        await HangIfAsync(onLoad, cancellationToken);
        return [];
    }

    public async ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken) =>
        await HangIfAsync(onSave, cancellationToken);

    public ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken) => default;

    private async Task HangIfAsync(bool hangs, CancellationToken cancellationToken)
    {
        if (hangs)
        {
            _asked.TrySetResult();
            var forever = new TaskCompletionSource();
            using CancellationTokenRegistration _ = cancellationToken.Register(() =>
            {
                if (failsWhenCancelled)
                {
                    forever.TrySetException(new IOException("The connection was cut."));
                }
            });
            await forever.Task;
        }
    }
}
