using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding.Resharding;

/// <summary>Gives a running bot another number of shards. One at a time.</summary>
/// <remarks>
/// Step by step:
/// 1. Ask Discord for the number, and whether so many sessions may be started. If not, nothing has happened.
/// 2. Start the new shards beside the old ones. From here on both bring the same events, and each is handled once.
/// 3. Wait until every guild has come to its new shard. Commands go to the new shard of a guild from then on. If a new
///    shard is refused, or the caller gives up, the new ones are closed, and nothing has happened but session starts.
/// 4. Let the old ones go on for a little: what has happened before a guild came to its new shard may still be on its way.
/// 5. The new ones are the bot's shards. The old ones bring no more, and close once their handlers have finished. From
///    here on the new sessions are the ones that a crash would have the next start resume; until here, the old ones.
/// 6. For a minute more, tell events that the old ones have brought from new ones.
/// </remarks>
internal sealed partial class Resharder(
    DiscordGatewayOptions options,
    GatewayLookup lookup,
    ShardManager manager,
    Func<GatewayBot, int, Fleet> makeFleet,
    bool guildsAreSent,
    Func<Task> checkpoint,
    Action<ShardRunner, Exception> failed,
    TimeProvider time,
    ILogger<Resharder> logger,
    CancellationToken stopping)
{
    /// <summary>Guilds that have not come so long after the last session was there are having an outage.</summary>
    public static readonly TimeSpan GuildTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long the old shards go on after the last guild has been handed over.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    /// <summary>How long the handlers of a fleet that is to be closed may take to finish with it.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How often it is looked whether they have.</summary>
    public static readonly TimeSpan DrainInterval = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="ReshardException">It cannot be done.</exception>
    /// <exception cref="DiscordApiException">Discord does not know the token.</exception>
    /// <exception cref="OperationCanceledException">Somebody gave up, or the host stops.</exception>
    public async Task ReshardAsync(int? total, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await _turn.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            // 1
            GatewayBot bot = await AskAsync(either.Token).ConfigureAwait(false);
            Fleet old = manager.Fleet ?? throw new ReshardException("The bot has no shards yet: Discord has not said how many there should be.");
            int wanted = total ?? bot.Shards;
            if (wanted != old.Total)
            {
                Check(bot.SessionStartLimit, wanted);
                await HandOverAsync(old, Make(bot, wanted), either.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks Discord every now and then whether there should be more.</summary>
    /// <param name="started">Completes when the bot has as many shards as before; null if it has as many as Discord recommends.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WatchAsync(Task? started, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Shards.ReshardCheckInterval, time);
        try
        {
            if (started is not null)
            {
                await started.WaitAsync(cancellationToken).ConfigureAwait(false);
                await FollowRecommendationAsync(cancellationToken).ConfigureAwait(false);
            }

            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await FollowRecommendationAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Gives the bot as many shards as Discord recommends, if these are more than it has and more than so many. Returns whether they were.</summary>
    /// <exception cref="ReshardException">It cannot be done.</exception>
    /// <exception cref="DiscordApiException">Discord does not know the token.</exception>
    public async Task<bool> GrowAsync(int moreThan, CancellationToken cancellationToken)
    {
        GatewayBot bot = await AskAsync(cancellationToken).ConfigureAwait(false);
        if (manager.Total is not { } current || bot.Shards <= Math.Max(current, moreThan))
        {
            return false;
        }

        LogRecommended(bot.Shards, current);
        await ReshardAsync(bot.Shards, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task FollowRecommendationAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GrowAsync(0, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ReshardException or DiscordApiException)
        {
            LogNotNow(e.Message.TrimEnd('.'));
        }
    }

    private async Task<GatewayBot> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await lookup.AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (GatewayLookup.IsTransient(e, cancellationToken))
        {
            throw new ReshardException($"Discord cannot be asked how many shards there should be: {GatewayLookup.Reason(e)}.", e);
        }
    }

    private void Check(SessionStartLimit limit, int wanted)
    {
        if (options.Shards.Ids is not null)
        {
            throw new ReshardException(
                $"The shards of the bot run in several processes ({options.Section}:Shards:Ids). Each would have to change at once: start new processes with the new total instead.");
        }

        int left = Math.Min(limit.Remaining, manager.IdentifyBudget?.Remaining ?? int.MaxValue);
        if (left < wanted)
        {
            throw new ReshardException(
                $"{wanted} shards need as many session starts, but {left} are left until {time.GetUtcNow() + limit.ResetAfter:u}.");
        }
    }

    /// <summary>Makes the new shards, which the application has a word in, and its settings may be at odds with.</summary>
    private Fleet Make(GatewayBot bot, int total)
    {
        try
        {
            return makeFleet(bot, total);
        }
        catch (Exception e)
        {
            throw new ReshardException($"The new shards could not be made: {e.Message}", e);
        }
    }

    private async Task HandOverAsync(Fleet old, Fleet next, CancellationToken cancellationToken)
    {
        LogBegun(old.Total, next.Total);
        long begun = time.GetTimestamp();
        var handover = new Handover(old, next, guildsAreSent, time);
        manager.Set(handover);
        try
        {
            // 2
            stopping.ThrowIfCancellationRequested(); // whoever stops the bot may have looked before the new ones could be seen
            next.Begin();
            // 3
            await AllGuildsAsync(handover, cancellationToken).ConfigureAwait(false);
            // 4
            await Task.Delay(Overlap, time, cancellationToken).ConfigureAwait(false);
            if (handover.Failure is { } failure)
            {
                throw failure;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw; // whoever stops the bot closes both fleets
        }
        catch (Exception e)
        {
            await GiveUpAsync(old, next, handover).ConfigureAwait(false);
            if (e is OperationCanceledException)
            {
                throw;
            }

            throw new ReshardException(e is ShardFailedException ? $"A new shard was refused: {e.Message}" : $"A new shard failed: {e.Message}", e);
        }

        // 5
        manager.Set(next, leaving: old);
        foreach ((ShardRunner runner, Exception why) in handover.Decide())
        {
            failed(runner, why);
        }

        await LeaveAsync(old, handover).ConfigureAwait(false);
        LogDone(old.Total, next.Total, time.GetElapsedTime(begun).TotalSeconds);

        // 6
        _ = EndAsync(handover);
    }

    /// <summary>Closes a fleet that has done its part, once its handlers have finished: a command or two may be what they finish with.</summary>
    private async Task LeaveAsync(Fleet fleet, Handover handover)
    {
        handover.LetGo(fleet);
        long begun = time.GetTimestamp();
        while (!fleet.HasHandledAll && time.GetElapsedTime(begun) < DrainTimeout && !stopping.IsCancellationRequested)
        {
            await Task.Delay(DrainInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!stopping.IsCancellationRequested)
        {
            manager.Settle();
            await checkpoint().ConfigureAwait(false);
            await fleet.CloseAsync(ShardClose.LogOff).ConfigureAwait(false);
            manager.Left();
        }
    }

    private async Task GiveUpAsync(Fleet old, Fleet next, Handover handover)
    {
        manager.Set(old, leaving: next);
        LogGivenUp(next.Total, old.Total);
        await LeaveAsync(next, handover).ConfigureAwait(false);
        _ = EndAsync(handover); // what the new ones have brought comes from the old ones as well
    }

    /// <summary>Completes when every guild is there, or when those that are not have had their time.</summary>
    private async Task AllGuildsAsync(Handover handover, CancellationToken cancellationToken)
    {
        await Task.WhenAny(handover.Ready, handover.Completed).WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await handover.Completed.WaitAsync(GuildTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogGuildsMissing(handover.Awaited);
        }
    }

    private async Task EndAsync(Handover handover)
    {
        await Task.Delay(EventUnion.Retention, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        handover.End();
    }

    [LoggerMessage(220, LogLevel.Information, "Resharding from {Old} to {New} shards: the new ones identify beside the old ones")]
    private partial void LogBegun(int old, int @new);

    [LoggerMessage(221, LogLevel.Information, "Resharded from {Old} to {New} shards in {Seconds:0.0} s")]
    private partial void LogDone(int old, int @new, double seconds);

    [LoggerMessage(222, LogLevel.Warning, "Resharding to {New} shards was given up: the {Old} shards go on as before")]
    private partial void LogGivenUp(int @new, int old);

    [LoggerMessage(223, LogLevel.Warning, "{Count} guild(s) have not come to their new shard and are not waited for: they are having an outage")]
    private partial void LogGuildsMissing(int count);

    [LoggerMessage(224, LogLevel.Information, "Discord recommends {Recommended} shards, and the bot has {Current}")]
    private partial void LogRecommended(int recommended, int current);

    [LoggerMessage(225, LogLevel.Warning, "The bot keeps its number of shards for now: {Reason}")]
    private partial void LogNotNow(string reason);
}
