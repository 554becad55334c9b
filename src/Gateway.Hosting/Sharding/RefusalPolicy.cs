using System.Net;
using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// What becomes of the application when the bot, or a shard of it, cannot go on: as the settings say if Discord refuses it
/// for good, and its end if nobody knows why.
/// </summary>
internal sealed partial class RefusalPolicy(
    DiscordGatewayOptions options, GatewayIntents intents, ShardManager manager, HostExit exit, ILogger logger)
{
    private const int UnexpectedExitCode = 1;

    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new(); // protects _codes and _said, and which shards are refused
    private readonly Dictionary<ShardId, GatewayCloseCode> _codes = []; // what each was refused for last
    private readonly HashSet<object> _said = []; // what this bot has ended the application for

    public void OnUnauthorized() => OnBotRefused(HttpStatusCode.Unauthorized, outcome => LogUnauthorized(options.Section, outcome));

    public void OnInsecureGateway(Uri address) => OnBotRefused(address, outcome => LogInsecureGateway(address, options.Section, outcome));

    /// <summary>Discord has refused one shard.</summary>
    /// <param name="runner">The shard.</param>
    /// <param name="e">What for.</param>
    public void OnRefused(ShardRunner runner, ShardFailedException e)
    {
        if (options.WhenRefused == RefusedBehavior.StopHost)
        {
            End(DiscordGatewayExitCodes.Refused, e.CloseCode, outcome => Explain(e, outcome));
        }
        else if (Mark(runner, e.CloseCode) is { } outcome)
        {
            Explain(e, outcome);
        }
    }

    public void OnShardFailed(ShardRunner runner, Exception e) => End(UnexpectedExitCode, e, outcome => LogShardFailed(e, runner.Id, outcome));

    public void OnUnexpected(Exception e) => End(UnexpectedExitCode, e, outcome => LogUnexpected(e, outcome));

    private void OnBotRefused(object cause, Action<string> explain)
    {
        if (options.WhenRefused == RefusedBehavior.StopHost)
        {
            End(DiscordGatewayExitCodes.Refused, cause, explain);
        }
        else
        {
            manager.SetRefused();
            explain("The application goes on without the bot, which is unhealthy until it is started again");
        }
    }

    /// <summary>
    /// Returns what it means for the bot, if that is news: what one shard is refused for, the others will be, too, and the
    /// first and the last to hear of it speak for all.
    /// </summary>
    private string? Mark(ShardRunner runner, GatewayCloseCode code)
    {
        lock (_lock)
        {
            runner.MarkRefused();
            _codes[runner.Id] = code;
            ShardRunner[] others = [.. manager.Fleet!.Runners.Where(other => other != runner)];
            int left = others.Count(static other => other is { IsRunning: true, IsRefused: false });
            return left == 0 ? "The application goes on without the bot, which is unhealthy until it is started again"
                : others.Any(other => other.IsRefused && _codes[other.Id] == code) ? null
                : $"The bot goes on with {left} of {ShardPlan.Count(others.Length + 1)}, and is unhealthy until this one is started again (IShardManager.StartAsync)";
        }
    }

    private void Explain(ShardFailedException e, string outcome)
    {
        string detail = e.CloseCode == GatewayCloseCode.DisallowedIntents
            ? $" Privileged intents asked for: {intents & GatewayIntents.Privileged}."
            : "";
        LogRefused(e.Message, detail, outcome);
    }

    /// <summary>
    /// Ends the application. The first exit code stands, whichever bot it is of. Each bot says for itself why it cannot go
    /// on: once for what Discord refuses its shards for alike, and each time for what nobody expects.
    /// </summary>
    private void End(int exitCode, object cause, Action<string> explain)
    {
        bool isNews;
        lock (_lock)
        {
            isNews = _said.Add(cause);
        }

        if (isNews)
        {
            explain("The application stops");
        }

        if (exit.TrySetCode(exitCode))
        {
            exit.Stop();
        }
    }
}
