using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>Errors as Discord writes them: a status, a code and a message.</summary>
internal static class ApiError
{
    public static ApiResult Unauthorized => Make(401, 0, "401: Unauthorized");

    public static ApiResult NotFound => Make(404, 0, "404: Not Found");

    public static ApiResult MethodNotAllowed => Make(405, 0, "405: Method Not Allowed");

    public static ApiResult NoUserAgent => Make(403, 40333, "internal network error");

    public static ApiResult NotJson => Make(400, 50109, "The request body contains invalid JSON.");

    public static ApiResult InvalidVersion => Make(400, 50041, "Invalid API version provided.");

    public static ApiResult UnknownChannel => Make(404, 10003, "Unknown Channel");

    public static ApiResult UnknownGuild => Make(404, 10004, "Unknown Guild");

    public static ApiResult UnknownMember => Make(404, 10007, "Unknown Member");

    public static ApiResult UnknownMessage => Make(404, 10008, "Unknown Message");

    public static ApiResult UnknownUser => Make(404, 10013, "Unknown User");

    public static ApiResult UnknownWebhook => Make(404, 10015, "Unknown Webhook");

    public static ApiResult UnknownInteraction => Make(404, 10062, "Unknown interaction");

    public static ApiResult AlreadyAcknowledged => Make(400, 40060, "Interaction has already been acknowledged.");

    public static ApiResult ForeignMessage => Make(403, 50005, "Cannot edit a message authored by another user");

    public static ApiResult EmptyMessage => Make(400, 50006, "Cannot send an empty message");

    public static ApiResult InvalidToken => Make(401, 50027, "Invalid Webhook Token");

    /// <summary>A field of the body is wrong.</summary>
    public static ApiResult InvalidForm(string field, string code, string message) => new(400, Json.WriteObject(json =>
    {
        json.WriteString("message", "Invalid Form Body");
        json.WriteNumber("code", 50035);
        json.WriteStartObject("errors");
        json.WriteStartObject(field);
        json.WriteStartArray("_errors");
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }));

    public static byte[] Body(string message, int code) => Json.WriteObject(json =>
    {
        json.WriteString("message", message);
        json.WriteNumber("code", code);
    });

    public static async Task RateLimitedAsync(HttpContext context, TimeSpan retryAfter, string scope, CancellationToken cancellationToken)
    {
        double seconds = Math.Round(retryAfter.TotalSeconds, 3);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.ContentType = "application/json";
        context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Scope"] = scope;
        if (scope == "global")
        {
            context.Response.Headers["X-RateLimit-Global"] = "true";
        }

        byte[] body = Json.WriteObject(json =>
        {
            json.WriteString("message", "You are being rate limited.");
            json.WriteNumber("retry_after", seconds);
            json.WriteBoolean("global", scope == "global");
        });
        await context.Response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer of what stands before Discord, so it is not in Discord's form.</summary>
    public static async Task BannedAsync(HttpContext context, TimeSpan rest, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.ContentType = "text/plain; charset=UTF-8";
        context.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync("error code: 1015", cancellationToken).ConfigureAwait(false);
    }

    private static ApiResult Make(int status, int code, string message) => new(status, Body(message, code));
}
