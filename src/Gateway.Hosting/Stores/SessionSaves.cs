using Gateway.Core;
using Gateway.Hosting.Sharding;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Stores;

/// <summary>Brings what has changed about the sessions of a bot to its store, one save after the other.</summary>
/// <remarks>
/// A save that was given up, and whose store does not heed that, keeps its turn until it ends: were another one let past,
/// the older data might be written last.
/// </remarks>
internal sealed partial class SessionSaves(ISessionStore store, ShardManager manager, DiscordGatewayOptions options, TimeProvider time, ILogger logger)
{
    private readonly SemaphoreSlim _turn = new(1, 1); // protects _saved and _kept
    private readonly Dictionary<ShardId, StoredSession> _saved = [];
    private readonly HashSet<ShardId> _kept = []; // what the store may have, though a save was given up
    private int _failed; // 1 from the first save that failed, or was left alone, to the next that does not

    /// <summary>
    /// Saves what has changed since the last time. Never throws but when cancelled: a bot runs on without its store, and
    /// says so. A store that takes longer than <see cref="Checkpoints.AnswerTimeout"/>, or does not heed its token, is left
    /// to itself then.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken token = givenUp.Token;
        Task saving = Task.Run(() => SaveInTurnAsync(token), cancellationToken);
        try
        {
            await saving.WaitAsync(Checkpoints.AnswerTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (!saving.IsCompleted && Interlocked.Exchange(ref _failed, 1) == 0)
            {
                LogNotSavedInTime(store.GetType().Name, options.Section, Checkpoints.AnswerTimeout.TotalSeconds);
            }
        }
        finally
        {
            await givenUp.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task SaveInTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _failed, 0) == 1)
            {
                LogSavedAgain();
            }
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The save was given up.", e, cancellationToken);
        }
        catch (Exception e)
        {
            if (Interlocked.Exchange(ref _failed, 1) == 0)
            {
                LogNotSaved(e, options.Section);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SaveChangesAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan fresh = options.SessionStore.MaxAge / 4; // an idle session is saved again now and then, to show that it lives
        Snowflake? bot = BotToken.UserId(options.Token);
        var changed = new List<StoredSession>();
        var alive = new HashSet<ShardId>();
        foreach (ShardRunner runner in manager.Lasting?.Runners ?? [])
        {
            if (runner.Checkpoint is { } session)
            {
                alive.Add(runner.Id);
                if (!_saved.TryGetValue(runner.Id, out StoredSession? before) || before.Session != session || now - before.SavedAt >= fresh)
                {
                    changed.Add(new StoredSession(runner.Id, session, now) { BotId = bot });
                }
            }
        }

        ShardId[] ended = [.. _kept.Where(shard => !alive.Contains(shard))];
        if (changed.Count > 0)
        {
            _kept.UnionWith(changed.Select(static session => session.Shard));
            await store.SaveAsync(changed, cancellationToken).ConfigureAwait(false);
            foreach (StoredSession session in changed)
            {
                _saved[session.Shard] = session;
            }
        }

        if (ended.Length > 0)
        {
            await store.RemoveAsync(ended, cancellationToken).ConfigureAwait(false);
            foreach (ShardId shard in ended)
            {
                _saved.Remove(shard);
                _kept.Remove(shard);
            }
        }
    }

    [LoggerMessage(203, LogLevel.Warning, "The sessions could not be saved ({Section}:SessionStore). The bot runs on, and tries again; until then a restart would identify anew or replay more")]
    private partial void LogNotSaved(Exception exception, string section);

    [LoggerMessage(204, LogLevel.Information, "The sessions are being saved again")]
    private partial void LogSavedAgain();

    [LoggerMessage(207, LogLevel.Warning, "The session store ({Store}, {Section}:SessionStore) has not taken the sessions for {Seconds:0} s, and is not waited for. The bot runs on, and tries again; until then a restart would identify anew or replay more")]
    private partial void LogNotSavedInTime(string store, string section, double seconds);
}
