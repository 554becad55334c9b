using Gateway.Core;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Options;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Sharding;

/// <summary>The shards' life in this process, from the first question to Discord to the last close frame.</summary>
internal sealed partial class GatewayRun(
    IOptions<DiscordGatewayOptions> options,
    StartupReport report,
    GatewayLookup lookup,
    ShardFactory factory,
    ShardManager manager,
    EventDispatcher dispatcher,
    HostExit exit,
    TimeProvider time,
    ILogger<ShardManagerHostedService> logger) : IDisposable
{
    private const int UnexpectedExitCode = 1;

    private readonly DiscordGatewayOptions _options = options.Value;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoned = new();
    private Task _running = Task.CompletedTask;
    private int _notYetReady;

    /// <summary>Runs in the background from here on.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Completes when all has ended, or has been left behind.</summary>
    /// <param name="timeIsUp">Cancelled when running handlers have to give up.</param>
    public async Task StopAsync(CancellationToken timeIsUp)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);

        // Shards stay connected as long as handlers may finish: a command or two may be what they finish with.
        bool drained = await dispatcher.DrainAsync(timeIsUp).ConfigureAwait(false);
        Task cancelled = drained ? Task.CompletedTask : dispatcher.CancelHandlersAsync();
        await CloseShardsAsync().ConfigureAwait(false);
        await cancelled.ConfigureAwait(false);

        // Whatever still reads, perhaps begun in the very moment of stopping, ends now.
        await _abandoned.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(CloseLimit, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_running.IsCompleted)
        {
            LogNotEnded();
        }
    }

    /// <summary>Ends at once what a host that was never stopped has left running.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _abandoned.Cancel();
    }

    /// <summary>A close frame, its answer, and a little more; whoever takes longer is dropped.</summary>
    private TimeSpan CloseLimit => (2 * _options.CloseTimeout) + TimeSpan.FromSeconds(1);

    private async Task RunAsync()
    {
        try
        {
            report.Write();
            GatewayBot bot = await lookup.GetAsync(_stopping.Token).ConfigureAwait(false);
            if (!_options.AllowsTokenOver(bot.Url))
            {
                End(ShardManagerHostedService.RefusedExitCode, () => LogInsecureGateway(bot.Url));
                return;
            }

            await RunShardsAsync(bot).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped before there was anything to close.
        }
        catch (DiscordApiException e) when (e.IsUnauthorized)
        {
            End(ShardManagerHostedService.RefusedExitCode, LogUnauthorized);
        }
        catch (Exception e)
        {
            End(UnexpectedExitCode, () => LogUnexpected(e));
        }
    }

    private Task RunShardsAsync(GatewayBot bot)
    {
        ShardPlan plan = ShardPlan.Make(_options.Shards, bot.Shards);
        SessionStartLimit limit = bot.SessionStartLimit;
        LogStarting(plan, limit.MaxConcurrency, limit.Remaining, limit.Total);
        if (limit.Remaining < plan.Ids.Count)
        {
            LogFewSessionStarts(limit.Remaining, ShardPlan.Count(plan.Ids.Count), time.GetUtcNow() + limit.ResetAfter);
        }

        IReadOnlyList<Shard> shards = factory.Make(plan, bot);
        manager.Set(plan.Total, shards);
        _notYetReady = shards.Count;
        long startedAt = time.GetTimestamp();

        // Each begins to wait for its turn before the next is begun, so their turns come in this order.
        return Task.WhenAll(shards.Select(shard => ReadAsync(shard, startedAt)).ToArray());
    }

    private async Task ReadAsync(Shard shard, long startedAt)
    {
        bool ready = false;
        try
        {
            await new EventLane(dispatcher, shard.Id, shard.Session?.Sequence)
                .ReadAsync(shard.ReadMessagesAsync(_abandoned.Token), OnMessage).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
        {
            // It did not close in time.
        }
        catch (ShardFailedException e)
        {
            End(ShardManagerHostedService.RefusedExitCode, () => LogRefused(e.Message, Detail(e.CloseCode)));
        }
        catch (Exception e)
        {
            End(UnexpectedExitCode, () => LogShardFailed(e, shard.Id));
        }

        void OnMessage()
        {
            if (!ready && shard.Status.State == ShardState.Ready)
            {
                ready = true;
                OnReady(startedAt);
            }
        }
    }

    private void OnReady(long startedAt)
    {
        if (Interlocked.Decrement(ref _notYetReady) == 0)
        {
            LogReady(ShardPlan.Count(manager.Shards.Count), time.GetElapsedTime(startedAt).TotalSeconds);
        }
    }

    private string Detail(GatewayCloseCode code) => code == GatewayCloseCode.DisallowedIntents
        ? $" Privileged intents asked for: {factory.Intents & GatewayIntents.Privileged}."
        : "";

    /// <summary>
    /// Ends the application. What one shard is refused for, the others will be, too: the first to hear of it speaks for all.
    /// </summary>
    private void End(int exitCode, Action explain)
    {
        if (exit.TrySetCode(exitCode))
        {
            explain();
            exit.Stop();
        }
    }

    private async Task CloseShardsAsync()
    {
        try
        {
            await Task.WhenAll(manager.Shards.Select(shard => shard.CloseAsync(_options.CloseOnStop)))
                .WaitAsync(CloseLimit, time).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogCloseFailed(e);
        }
    }
}
