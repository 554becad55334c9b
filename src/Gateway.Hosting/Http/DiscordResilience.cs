using System.Net;
using Gateway.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Gateway.Hosting.Http;

/// <summary>
/// What happens to a request that fails: from the outside in, 429 is waited out, a GET is repeated, a try takes so long
/// and no longer.
/// </summary>
internal static partial class DiscordResilience
{
    /// <summary>The request, for what is decided and said about its answer.</summary>
    public static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    /// <summary>How often a 429 is waited out before it is the caller's.</summary>
    public const int RateLimitRetries = 5;

    /// <summary>How often a GET is repeated before its failure is the caller's.</summary>
    public const int GetRetries = 2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GetTimeout = TimeSpan.FromSeconds(20);

    // Uploads take their time.
    private static readonly TimeSpan OtherTimeout = TimeSpan.FromSeconds(100);

    public static ResiliencePipeline<HttpResponseMessage> Build(TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                Name = "rate-limit",
                MaxRetryAttempts = RateLimitRetries,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests),
                DelayGenerator = async arguments =>
                    await RetryAfter.ReadAsync(arguments.Outcome.Result!, time, arguments.Context.CancellationToken).ConfigureAwait(false),
                OnRetry = arguments =>
                {
                    (HttpMethod method, string path) = Describe(arguments.Context);
                    LogRateLimited(logger, method, path, arguments.RetryDelay.TotalSeconds);
                    return default;
                },
            })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                Name = "get",
                MaxRetryAttempts = GetRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    IsGet(arguments.Context) && IsTransient(arguments.Outcome)),
                OnRetry = arguments =>
                {
                    (HttpMethod method, string path) = Describe(arguments.Context);
                    LogRetrying(logger, method, path, Reason(arguments.Outcome), arguments.RetryDelay.TotalSeconds);
                    return default;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                Name = "try",
                TimeoutGenerator = static arguments => ValueTask.FromResult(
                    IsGet(arguments.Context) ? GetTimeout : OtherTimeout),
            })
            .Build();

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome.Exception is null
        ? outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout }
        : outcome.Exception is TimeoutRejectedException or IOException
            or HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded }; // too large an answer stays so

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome.Exception is { } e
        ? FailureReason.Of(e)
        : $"answered with {(int)outcome.Result!.StatusCode}";

    private static bool IsGet(ResilienceContext context) => context.Properties.GetValue(Request, null!).Method == HttpMethod.Get;

    private static (HttpMethod Method, string Path) Describe(ResilienceContext context)
    {
        HttpRequestMessage request = context.Properties.GetValue(Request, null!);
        return (request.Method, RequestPath.Loggable(request.RequestUri));
    }

    [LoggerMessage(160, LogLevel.Warning, "{Method} {Path} was answered with 429: it is sent again in {Seconds:0.0##} s, as Discord asks")]
    private static partial void LogRateLimited(ILogger logger, HttpMethod method, string path, double seconds);

    [LoggerMessage(161, LogLevel.Debug, "{Method} {Path}: {Reason}; it is sent again in {Seconds:0.0} s")]
    private static partial void LogRetrying(ILogger logger, HttpMethod method, string path, string reason, double seconds);
}
