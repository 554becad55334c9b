using Gateway.Core;
using Gateway.Hosting.Sharding;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Stores;

/// <summary>
/// Saves the sessions of a bot, on a timer and at stop. What is saved holds the sequence that handlers have finished: what
/// was in their hands when the process crashed is replayed.
/// </summary>
internal sealed partial class Checkpoints(ISessionStore store, ShardManager manager, DiscordGatewayOptions options, TimeProvider time, ILogger<Checkpoints> logger)
{
    /// <summary>A store that has not answered by then is not waited for: a bot that is online matters more than its sessions.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly SessionSaves _saves = new(store, manager, options, time, logger);
    private TaskCompletionSource _hurry = NewSignal();

    /// <summary>The sessions to resume, by shard.</summary>
    /// <param name="shards">The shards that are to be.</param>
    /// <param name="orAsBefore">
    /// It shall be as many shards as before instead, if these are at least so many and sessions of theirs can be resumed;
    /// null if it shall not.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyDictionary<ShardId, GatewaySession>> LoadAsync(
        IReadOnlyCollection<ShardId> shards, int? orAsBefore, CancellationToken cancellationToken) => store is MemorySessionStore { Count: 0 }
        ? Task.FromResult<IReadOnlyDictionary<ShardId, GatewaySession>>(new Dictionary<ShardId, GatewaySession>()) // as it always is at first
        : LoadStoredAsync(shards, orAsBefore, cancellationToken);

    /// <summary>A session has begun: it is saved at once, or else a crash within the first seconds would lose it.</summary>
    public void Hurry() => Volatile.Read(ref _hurry).TrySetResult();

    /// <summary>Saves every few seconds, and when a session has begun, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.SessionStore.CheckpointInterval, time);
        try
        {
            Task<bool> tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            while (true)
            {
                if (await Task.WhenAny(_hurry.Task, tick).ConfigureAwait(false) == tick)
                {
                    await tick.ConfigureAwait(false);
                    tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
                }
                else
                {
                    Volatile.Write(ref _hurry, NewSignal());
                }

                await SaveAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last checkpoint is taken by whoever stops.
        }
    }

    /// <inheritdoc cref="SessionSaves.SaveAsync"/>
    public Task SaveAsync(CancellationToken cancellationToken) => _saves.SaveAsync(cancellationToken);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsFresh(StoredSession session) => time.GetUtcNow() - session.SavedAt <= options.SessionStore.MaxAge;

    private async Task<IReadOnlyDictionary<ShardId, GatewaySession>> LoadStoredAsync(
        IReadOnlyCollection<ShardId> shards, int? orAsBefore, CancellationToken cancellationToken)
    {
        try
        {
            if (await LoadInTimeAsync(shards, orAsBefore, cancellationToken).ConfigureAwait(false) is not { } stored)
            {
                LogNotLoadedInTime(AnswerTimeout.TotalSeconds, options.Section);
                return new Dictionary<ShardId, GatewaySession>();
            }

            if (stored.Count == 0)
            {
                return new Dictionary<ShardId, GatewaySession>();
            }

            Snowflake? bot = BotToken.UserId(options.Token);
            StoredSession[] own = [.. stored.Where(session => session.BotId is null || bot is null || session.BotId == bot)];
            if (own.Length < stored.Count)
            {
                LogForeign(options.Section, stored.Except(own).First().BotId);
            }

            DateTimeOffset now = time.GetUtcNow();
            StoredSession[] fresh = [.. own.Where(IsFresh)];
            if (fresh.Length > 0)
            {
                LogResuming(fresh.Length, ShardPlan.Count(orAsBefore is null ? shards.Count : fresh[0].Shard.Total), (now - fresh.Min(static session => session.SavedAt)).TotalSeconds);
            }
            else if (own.Length > 0)
            {
                LogTooOld(ShardPlan.Count(own.Length), options.SessionStore.MaxAge);
            }

            return fresh.ToDictionary(static session => session.Shard, static session => session.Session);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotLoaded(e, options.Section);
            return new Dictionary<ShardId, GatewaySession>();
        }
    }

    /// <summary>What the store has; null if it did not say so in time.</summary>
    private async Task<IReadOnlyList<StoredSession>?> LoadInTimeAsync(IReadOnlyCollection<ShardId> shards, int? orAsBefore, CancellationToken cancellationToken)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken token = givenUp.Token;
        Task<IReadOnlyList<StoredSession>> loading = Task.Run(() => LoadFromStoreAsync(shards, orAsBefore, token), cancellationToken);
        try
        {
            return await loading.WaitAsync(AnswerTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!loading.IsCompleted)
        {
            return null;
        }
        finally
        {
            await givenUp.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<StoredSession>> LoadFromStoreAsync(IReadOnlyCollection<ShardId> shards, int? orAsBefore, CancellationToken cancellationToken)
    {
        if (orAsBefore is { } least && await store.FindTotalAsync(cancellationToken).ConfigureAwait(false) is { } total && total >= least)
        {
            IReadOnlyList<StoredSession> before = await store.LoadAsync(ShardId.All(total), cancellationToken).ConfigureAwait(false);
            if (before.Any(IsFresh))
            {
                return before;
            }
        }

        return await store.LoadAsync(shards, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(200, LogLevel.Information, "Resuming {Count} of {Shards}; the sessions were saved up to {Seconds:0} s ago")]
    private partial void LogResuming(int count, string shards, double seconds);

    [LoggerMessage(201, LogLevel.Information, "The sessions that were saved for {Shards} are older than {MaxAge}, after which Discord has let go of them: every shard identifies")]
    private partial void LogTooOld(string shards, TimeSpan maxAge);

    [LoggerMessage(202, LogLevel.Warning, "The saved sessions could not be loaded ({Section}:SessionStore): every shard identifies")]
    private partial void LogNotLoaded(Exception exception, string section);

    [LoggerMessage(205, LogLevel.Warning, "The session store has not answered for {Seconds:0} s ({Section}:SessionStore), and is not waited for: every shard identifies")]
    private partial void LogNotLoadedInTime(double seconds, string section);

    [LoggerMessage(206, LogLevel.Warning, "The sessions in {Section}:SessionStore are those of another bot ({BotId}) and are not resumed: each bot needs a place of its own")]
    private partial void LogForeign(string section, Snowflake? botId);
}
