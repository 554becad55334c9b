using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Options;
using Gateway.Hosting.Sharding.Resharding;
using Gateway.Hosting.Stores;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>A bot's life in this process, from the first question to Discord to the last close frame.</summary>
internal sealed partial class GatewayRun(
    DiscordGatewayOptions options,
    StartupReport report,
    FirstAnswer first,
    GatewayLookup lookup,
    ShardFactory factory,
    IdentifyQueueSource queue,
    ISessionStore store,
    ShardManager manager,
    EventDispatcher dispatcher,
    RefusalPolicy refusals,
    TimeProvider time,
    ILoggerFactory logs) : IDisposable
{
    /// <summary>What remains once the host's time to stop is over: for shards to close, and then for the store to take their sessions.</summary>
    public static readonly TimeSpan LastSeconds = TimeSpan.FromSeconds(3);

    private readonly ILogger _logger = logs.CreateLogger<ShardManagerHostedService>();
    private readonly Checkpoints _checkpoints = new(store, manager, options, time, logs.CreateLogger<Checkpoints>());
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private Task _background = Task.CompletedTask;
    private ExecutionContext? _context; // what flows to the handlers of all shards, whoever starts one
    private StartupProgress? _progress;
    private RequiredSharding? _required;

    /// <summary>Runs in the background from here on.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Completes when all has ended, or has been left behind.</summary>
    /// <param name="timeIsUp">Cancelled when running handlers have to give up.</param>
    public async Task StopAsync(CancellationToken timeIsUp)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (ShardRunner runner in manager.Runners)
        {
            runner.ForbidStart();
        }

        // Shards stay connected as long as handlers may finish: a command or two may be what they finish with.
        bool drained = await dispatcher.DrainAsync(timeIsUp).ConfigureAwait(false);
        if (drained)
        {
            manager.Settle();
        }

        Task cancelled = drained ? Task.CompletedTask : dispatcher.CancelHandlersAsync();
        Task closed = await CloseShardsAsync(timeIsUp).ConfigureAwait(false);
        await cancelled.ConfigureAwait(false);
        await SaveAsync().ConfigureAwait(false);
        if (manager.Fleet is { } fleet)
        {
            LogClosed(ShardPlan.Count(fleet.Runners.Count), Close == ShardClose.LogOff ? "logged off" : Suspended(manager.Lasting ?? fleet));
        }

        await Task.WhenAll(_running, _background, closed).WaitAsync(LastSeconds, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_running.IsCompleted || manager.Runners.Any(static runner => runner.IsRunning))
        {
            LogNotEnded();
        }
    }

    /// <summary>Ends at once what a host that was never stopped has left running.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        foreach (ShardRunner runner in manager.Runners)
        {
            runner.Abandon();
        }
    }

    /// <summary>A close frame, its answer, and a little more; whoever takes longer is dropped.</summary>
    private TimeSpan CloseLimit => (2 * options.Shutdown.CloseTimeout) + TimeSpan.FromSeconds(1);

    private ShardClose Close => options.Shutdown.Close ?? (store.IsDurable ? ShardClose.Suspend : ShardClose.LogOff);

    private static string Suspended(Fleet fleet)
    {
        int sessions = fleet.Runners.Count(static runner => runner.Checkpoint is not null);
        return sessions == 0 ? "none had a session"
            : sessions < fleet.Runners.Count ? $"{sessions} suspended, for the next start to resume; the rest had no session"
            : "suspended, for the next start to resume";
    }

    private async Task RunAsync()
    {
        _context = ExecutionContext.Capture();
        try
        {
            report.Write();
            GatewayBot bot = await first.GetAsync(_stopping.Token).ConfigureAwait(false);
            if (options.AllowsTokenOver(bot.Url))
            {
                await BeginAsync(bot).ConfigureAwait(false);
            }
            else
            {
                refusals.OnInsecureGateway(bot.Url);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped before there was anything to close.
        }
        catch (Exception e) when (_stopping.IsCancellationRequested)
        {
            LogFailedAtStop(e);
        }
        catch (DiscordApiException e) when (e.IsUnauthorized)
        {
            refusals.OnUnauthorized();
        }
        catch (Exception e)
        {
            refusals.OnUnexpected(e);
        }
    }

    private async Task BeginAsync(GatewayBot bot)
    {
        ShardPlan plan = ShardPlan.Make(options.Shards, bot.Shards);
        IReadOnlyDictionary<ShardId, GatewaySession> sessions = await _checkpoints.LoadAsync(plan.Ids, orAsBefore: options.Shards.FewestAsBefore(bot.Shards), _stopping.Token).ConfigureAwait(false);
        if (sessions.Count > 0)
        {
            plan = ShardPlan.Make(options.Shards, bot.Shards, before: sessions.Keys.First().Total);
        }

        SessionStartLimit limit = bot.SessionStartLimit;
        LogStarting(plan, limit.MaxConcurrency, limit.Remaining, limit.Total);
        if (limit.Remaining < plan.Ids.Count - sessions.Count)
        {
            LogFewSessionStarts(limit.Remaining, ShardPlan.Count(plan.Ids.Count - sessions.Count), time.GetUtcNow() + limit.ResetAfter);
        }

        Fleet fleet = MakeFleet(plan.Ids, bot, sessions);
        manager.Queue = queue;
        manager.Set(fleet);
        var resharder = new Resharder(
            options, lookup, manager, (answer, total) => MakeFleet(ShardId.All(total), answer, new Dictionary<ShardId, GatewaySession>()),
            (factory.Intents & GatewayIntents.Guilds) != GatewayIntents.None, SaveAsync, OnFailed, time, logs.CreateLogger<Resharder>(), _stopping.Token);
        manager.Resharder = resharder;
        _required = new RequiredSharding(resharder, lookup, manager, time, _logger);
        _progress = new StartupProgress(fleet, limit.MaxConcurrency, queue, time, _logger);
        _stopping.Token.ThrowIfCancellationRequested();
        fleet.Begin();
        Task started = _progress.RunAsync(_stopping.Token);
        _background = Task.WhenAll(
            store.IsDurable // else there is no crash to outlive
                ? GoOnWithoutAsync("checkpoints of its sessions", _checkpoints.RunAsync(_stopping.Token))
                : Task.CompletedTask,
            GoOnWithoutAsync("report on its start", started),
            options.Shards.FollowsDiscord
                ? GoOnWithoutAsync("watch on how many shards Discord recommends", resharder.WatchAsync(plan.IsResumed ? started : null, _stopping.Token))
                : Task.CompletedTask);
    }

    /// <summary>Sees through what runs beside the shards: they need none of it to go on, and whoever runs the bot is told.</summary>
    private async Task GoOnWithoutAsync(string what, Task running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // It was told to give up, and a store may say in any way that it has.
        }
        catch (Exception e)
        {
            LogGoingOnWithout(e, what);
        }
    }

    private Fleet MakeFleet(IReadOnlyList<ShardId> ids, GatewayBot bot, IReadOnlyDictionary<ShardId, GatewaySession> sessions)
    {
        UpdatePresence? presence = manager.Presence ?? options.Presence;
        IReadOnlyList<Shard> shards = factory.Make(ids, bot.Url, queue.For(bot.SessionStartLimit), sessions, presence);
        EventHandler<ShardStatus> changed = OnChanged; // one for all: a big bot has a thousand shards
        Action<ShardRunner, Exception> failed = OnFailed;
        foreach (Shard shard in shards)
        {
            shard.StatusChanged += changed;
        }

        return new Fleet(shards[0].Id.Total, [.. shards.Select(shard => new ShardRunner(shard, presence, dispatcher, failed, CloseLimit, time, _context!, _logger))]);
    }

    private void OnChanged(object? shard, ShardStatus status)
    {
        manager.Tell(new ShardChange(((Shard)shard!).Id, status));
        if (status is { State: ShardState.Ready, Resumes: 0 })
        {
            _checkpoints.Hurry(); // a new session, which nobody has saved yet
        }
    }

    /// <summary>
    /// A shard has ended although nobody asked for it; or somebody did, and what it waited for says in its own way that it
    /// was told to give up, as an identify queue of the application's may.
    /// </summary>
    private void OnFailed(ShardRunner runner, Exception e)
    {
        if (e is not ShardFailedException && _stopping.IsCancellationRequested)
        {
            LogFailedAtStop(e);
        }
        else if (manager.Handover is { } handover && handover.IsNext(runner) && handover.TryFail(runner, e))
        {
            // The resharding is given up, unless the new shards are about to be the bot's: then this comes here again.
        }
        else if (manager.Fleet?.Runners.Contains(runner) != true)
        {
            // One of the shards that were to be, and that were given up because of another.
        }
        else if (e is not ShardFailedException && runner.IsClosing)
        {
            LogFailedAtClose(e, runner.Id);
        }
        else if (e is not ShardFailedException refused)
        {
            refusals.OnShardFailed(runner, e);
        }
        else if (refused.CloseCode == GatewayCloseCode.ShardingRequired && options.Shards.FollowsDiscord && _required is { } required)
        {
            _ = FollowAsync(required, runner);
        }
        else
        {
            refusals.OnRefused(runner, refused);
        }
    }

    private async Task FollowAsync(RequiredSharding required, ShardRunner closed)
    {
        try
        {
            await required.FollowAsync(closed.Id, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host stops anyway.
        }
        catch (ReshardException e) when (e.InnerException is ShardFailedException refused)
        {
            refusals.OnRefused(closed, refused);
        }
        catch (DiscordApiException e) when (e.IsUnauthorized)
        {
            refusals.OnUnauthorized();
        }
        catch (Exception e) when (_stopping.IsCancellationRequested)
        {
            LogFailedAtStop(e);
        }
        catch (Exception e)
        {
            refusals.OnShardFailed(closed, e);
        }
    }

    /// <summary>Closes all shards side by side; those that take longer than the host has left lose their connection.</summary>
    /// <returns>Completes when all have ended.</returns>
    private async Task<Task> CloseShardsAsync(CancellationToken timeIsUp)
    {
        ShardRunner[] runners = [.. manager.Runners];
        using var last = new CancellationTokenSource(2 * CloseLimit, time);
        using CancellationTokenRegistration _ = timeIsUp.UnsafeRegister(static last => ((CancellationTokenSource)last!).CancelAfter(LastSeconds), last);
        HashSet<ShardRunner> lasting = [.. manager.Lasting?.Runners ?? []];
        Task closed = Task.WhenAll(runners.Select(
            runner => runner.StopAsync(lasting.Contains(runner) ? Close : ShardClose.LogOff, CancellationToken.None)));
        try
        {
            await closed.WaitAsync(last.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (last.IsCancellationRequested)
        {
            LogDropped(
                ShardPlan.Count(runners.Count(static runner => runner.IsRunning)),
                Close == ShardClose.LogOff ? "the bot may be shown as online until Discord notices" : "the session stays as it is");
            Array.ForEach(runners, static runner => runner.Abandon());
        }
        catch (Exception e)
        {
            LogCloseFailed(e);
        }

        return closed;
    }

    /// <summary>Saves the sessions; a store that does not answer is not waited for.</summary>
    private async Task SaveAsync()
    {
        using var timeout = new CancellationTokenSource(LastSeconds, time);
        try
        {
            await _checkpoints.SaveAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            LogStoreTooSlow();
        }
    }
}
