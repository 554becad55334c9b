using Polly.Timeout;

namespace Gateway.Hosting.Http;

/// <summary>Says in a few words why a request failed.</summary>
internal static class FailureReason
{
    public static string Of(Exception e) => (e switch
    {
        TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0} s",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"no secure connection: {e.GetBaseException().Message}",
        // These name the host; what is inside of them does not. With the others it is the inside that says something.
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError } => e.Message,
        _ => e.GetBaseException().Message,
    }).TrimEnd('.');
}
