using System.Net;
using System.Net.Http.Headers;

namespace Gateway.Core.Transport;

/// <summary>The server answered the request for a websocket with something else.</summary>
internal sealed class UpgradeRefusedException(
    string message, HttpStatusCode status, RetryConditionHeaderValue? retryAfter, Exception? innerException = null)
    : HttpRequestException(message, innerException, status)
{
    /// <summary>How long it asks to be left alone, from <paramref name="now"/> on; null if it does not say, or says something else.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => retryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
