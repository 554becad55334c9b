using Gateway.Core;
using Gateway.Hosting.Http;
using Microsoft.Extensions.Logging;
using Polly;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// Asks Discord where to connect and with how many shards, round after round until there is an answer: a bot that is
/// started without a network waits for one.
/// </summary>
internal sealed partial class GatewayLookup(
    IHttpClientFactory http, string bot, DiscordGatewayOptions options, TimeProvider time, ILogger<GatewayLookup> logger, Random? random = null)
{
    private readonly Random _random = random ?? new Random();

    /// <exception cref="DiscordApiException">Discord does not know the token.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        for (int failures = 0; ; failures++)
        {
            string reason;
            try
            {
                return await AskAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsTransient(e, cancellationToken))
            {
                reason = Reason(e);
            }

            TimeSpan pause = PauseAfter(failures);
            LogFailed(options.ApiBaseAddress.Host, reason, pause.TotalSeconds);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks once.</summary>
    /// <exception cref="DiscordApiException">Discord answered with an error.</exception>
    /// <exception cref="HttpRequestException">Discord could not be reached; or another that <see cref="IsTransient"/> tells.</exception>
    public Task<GatewayBot> AskAsync(CancellationToken cancellationToken)
    {
        HttpClient client = http.CreateClient(DiscordHttpClient.NameOf(bot)); // its handlers are the factory's
        return GatewayBot.GetAsync(
            client, options.Token!, client.BaseAddress, options.UserAgent, options.AllowInsecureTransport, cancellationToken);
    }

    /// <summary>
    /// Whether asking again may help. What ends a request is also what the application has set its client to: a limit on how
    /// long it may take or connect, which looks like a cancellation that nobody asked for, and a strategy of Polly's.
    /// </summary>
    /// <param name="e">What ended the request.</param>
    /// <param name="cancellationToken">What whoever asks can end it by.</param>
    public static bool IsTransient(Exception e, CancellationToken cancellationToken) => e is OperationCanceledException
        ? !cancellationToken.IsCancellationRequested
        : e is DiscordApiException { IsUnauthorized: false } or HttpRequestException or ExecutionRejectedException or IOException;

    public static string Reason(Exception e) => e is DiscordApiException ? e.Message.TrimEnd('.') : FailureReason.Of(e);

    /// <summary>
    /// How long to wait before asking again, after so many failures besides the first. From half of what it may be at most:
    /// bots that lost the network together do not come back together.
    /// </summary>
    public TimeSpan PauseAfter(int failures)
    {
        double most = Math.Min(
            options.Reconnect.MaxDelay.TotalMilliseconds,
            options.Reconnect.Delay.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30)));
        return TimeSpan.FromMilliseconds(most * (0.5 + (0.5 * _random.NextDouble())));
    }

    [LoggerMessage(120, LogLevel.Warning, "Discord cannot be asked where to connect ({Host}): {Reason}; trying again in {Seconds:0.0} s")]
    private partial void LogFailed(string host, string reason, double seconds);
}
