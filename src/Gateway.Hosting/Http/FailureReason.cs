using Polly.Timeout;

namespace Gateway.Hosting.Http;

/// <summary>Says in a few words why a request failed.</summary>
internal static class FailureReason
{
    public static string Of(Exception e) => e switch
    {
        TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0} s",
        // The others name the host; this one says "see inner exception".
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"no secure connection: {e.GetBaseException().Message}",
        _ => e.Message.TrimEnd('.'),
    };
}
