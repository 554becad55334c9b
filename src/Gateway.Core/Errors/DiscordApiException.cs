using System.Net;

namespace Gateway.Core;

/// <summary>Discord's HTTP interface answered with an error, or with something that makes no sense.</summary>
public sealed class DiscordApiException : GatewayException
{
    internal DiscordApiException(string message, HttpStatusCode? statusCode, Exception? innerException = null)
        : base(message, innerException) => StatusCode = statusCode;

    /// <summary>The answer's status; null if the answer was a success whose body made no sense.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Whether Discord does not know the token: trying again is pointless.</summary>
    public bool IsUnauthorized => StatusCode == HttpStatusCode.Unauthorized;
}
