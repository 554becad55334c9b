using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>Discord's HTTP API, as much of it as a bot needs at the gateway.</summary>
internal sealed class ApiEndpoint(Simulation simulation)
{
    private const int DiscontinuedVersion = 5;
    private const int NewestVersion = 10;

    private readonly RateLimits _limits = new(simulation);

    public IReadOnlyList<ApiRoute> Routes { get; } =
    [
        .. GatewayRoutes.For(simulation),
        .. IdentityRoutes.For(simulation),
        .. WorldRoutes.For(simulation),
        .. MessageRoutes.For(simulation),
        .. ThreadRoutes.For(simulation),
        .. InteractionRoutes.For(simulation),
        .. CommandRoutes.For(simulation),
    ];

    /// <summary>
    /// One request: 1. read it; 2. a banned address; 3. a planned fault; 4. the User-Agent; 5. the version and the route;
    /// 6. the token; 7. the rate limits; 8. the body; 9. the route's own work, under the gate; 10. record it and answer.
    /// </summary>
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        string path = StripVersion(context.Request.Path.Value ?? "/", out int? version);
        string method = context.Request.Method;
        string text = await ReadBodyAsync(context.Request, stopping).ConfigureAwait(false);
        var at = simulation.Clock.GetUtcNow();
        if (Ban() is { } ban)
        {
            Record(at, method, path, text, StatusCodes.Status429TooManyRequests);
            await ApiError.BannedAsync(context, ban, stopping).ConfigureAwait(false);
        }
        else if (FindFault(method, path) is { } fault)
        {
            await fault.AnswerAsync(context, stopping).ConfigureAwait(false);
            int status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
            Record(at, method, path, text, status, isShared: context.Response.Headers["X-RateLimit-Scope"] == "shared");
        }
        else
        {
            var (result, limited) = Answer(context, method, path, version, text);
            // Recorded before it is on its way: whoever has the answer finds the record.
            Record(at, method, path, text, limited is null ? result.Status : StatusCodes.Status429TooManyRequests);
            await (limited is null
                ? WriteAsync(context.Response, result, stopping)
                : ApiError.RateLimitedAsync(context, limited.RetryAfter, limited.Scope, stopping)).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(HttpResponse response, ApiResult result, CancellationToken stopping)
    {
        response.StatusCode = result.Status;
        if (result.Body is not null)
        {
            response.ContentType = "application/json";
            response.ContentLength = result.Body.Length;
            await response.Body.WriteAsync(result.Body, stopping).ConfigureAwait(false);
        }
    }

    private void Record(DateTimeOffset at, string method, string path, string text, int status, bool isShared = false)
    {
        lock (simulation.Gate)
        {
            _limits.CountAnswer(status, isShared);
        }

        simulation.Recorder.Add(new RecordedRequest(at, method, path, text, status));
    }

    private TimeSpan? Ban()
    {
        lock (simulation.Gate)
        {
            return _limits.Ban;
        }
    }

    private static string StripVersion(string path, out int? version)
    {
        string[] segments = path.Trim('/').Split('/');
        bool versioned = segments is ["api", ['v', ..], ..];
        version = !versioned ? null : int.TryParse(segments[1].AsSpan(1), CultureInfo.InvariantCulture, out int number) ? number : 0;
        int skip = versioned ? 2 : segments is ["api", ..] ? 1 : 0;
        return string.Join('/', segments.Skip(skip));
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            // Files are not kept; what goes with them is.
            var form = await request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
            return form["payload_json"].ToString();
        }

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    private RequestFault? FindFault(string method, string path)
    {
        lock (simulation.Gate)
        {
            return simulation.RequestFaults.Find(fault => fault.TryStrike(method, path));
        }
    }

    private (ApiResult Result, RateLimited? Limited) Answer(HttpContext context, string method, string path, int? version, string text)
    {
        if (context.Request.Headers.UserAgent.Count == 0)
        {
            return (ApiError.NoUserAgent, null);
        }

        if (version is <= DiscontinuedVersion or > NewestVersion)
        {
            return (ApiError.InvalidVersion, null);
        }

        string[] segments = path.Split('/');
        ApiRoute? route = null;
        string[]? values = null;
        bool pathKnown = false;
        foreach (var candidate in Routes)
        {
            if (candidate.Match(segments) is { } match)
            {
                pathKnown = true;
                if (candidate.Method == method)
                {
                    (route, values) = (candidate, match);
                    break;
                }
            }
        }

        if (route is null)
        {
            return (pathKnown ? ApiError.MethodNotAllowed : ApiError.NotFound, null);
        }

        lock (simulation.Gate)
        {
            if (route.NeedsToken && context.Request.Headers.Authorization.ToString() != "Bot " + simulation.Token)
            {
                return (ApiError.Unauthorized, null);
            }

            if (_limits.Spend(context.Response.Headers, route, segments) is { } limited)
            {
                return (default, limited);
            }

            return (TryParse(text, out var body) ? route.Handle(new ApiRequest(values!, body, context.Request.Query)) : ApiError.NotJson, null);
        }
    }

    private static bool TryParse(string text, out JsonElement body)
    {
        body = default;
        if (text.Length == 0)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            body = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            // Not JSON is an outcome here, not an error: the caller answers 400.
            return false;
        }
    }
}
