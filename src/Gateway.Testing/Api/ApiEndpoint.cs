using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>Discord's HTTP API, as much of it as a bot needs at the gateway.</summary>
internal sealed class ApiEndpoint(Simulation simulation)
{
    private readonly ApiRoute[] _routes =
    [
        .. GatewayRoutes.For(simulation),
        .. IdentityRoutes.For(simulation),
        .. WorldRoutes.For(simulation),
        .. MessageRoutes.For(simulation),
        .. InteractionRoutes.For(simulation),
        .. CommandRoutes.For(simulation),
    ];

    private readonly Dictionary<string, RouteBudget> _budgets = new(StringComparer.Ordinal);

    /// <summary>
    /// One request: 1. read it; 2. a planned fault; 3. the User-Agent; 4. the route; 5. the token; 6. the rate limit;
    /// 7. the body; 8. the route's own work, under the gate; 9. record it and answer.
    /// </summary>
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        string path = StripVersion(context.Request.Path.Value ?? "/");
        string method = context.Request.Method;
        string text = await ReadBodyAsync(context.Request, stopping).ConfigureAwait(false);
        var at = simulation.Clock.GetUtcNow();
        if (FindFault(method, path) is { } fault)
        {
            await fault.AnswerAsync(context, stopping).ConfigureAwait(false);
            simulation.Recorder.Add(new RecordedRequest(at, method, path, text, context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode));
            return;
        }

        var result = Answer(context, method, path, text);
        simulation.Recorder.Add(new RecordedRequest(at, method, path, text, result?.Status ?? StatusCodes.Status429TooManyRequests));
        if (result is { } answer)
        {
            context.Response.StatusCode = answer.Status;
            if (answer.Body is not null)
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = answer.Body.Length;
                await context.Response.Body.WriteAsync(answer.Body, stopping).ConfigureAwait(false);
            }
        }
        else
        {
            await ApiError.RateLimitedAsync(context, RetryAfter(context), "user", stopping).ConfigureAwait(false);
        }
    }

    private static string StripVersion(string path)
    {
        path = path.Trim('/');
        string[] segments = path.Split('/');
        int skip = segments is ["api", ['v', ..], ..] ? 2 : segments is ["api", ..] ? 1 : 0;
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

    private static TimeSpan RetryAfter(HttpContext context) =>
        TimeSpan.FromSeconds(double.Parse(context.Response.Headers["X-RateLimit-Reset-After"].ToString(), CultureInfo.InvariantCulture));

    private RequestFault? FindFault(string method, string path)
    {
        lock (simulation.Gate)
        {
            return simulation.RequestFaults.Find(fault => fault.TryStrike(method, path));
        }
    }

    /// <summary>Null is a 429, whose headers are set already.</summary>
    private ApiResult? Answer(HttpContext context, string method, string path, string text)
    {
        if (context.Request.Headers.UserAgent.Count == 0)
        {
            return ApiError.NoUserAgent;
        }

        string[] segments = path.Split('/');
        ApiRoute? route = null;
        string[]? values = null;
        bool pathKnown = false;
        foreach (var candidate in _routes)
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
            return pathKnown ? ApiError.MethodNotAllowed : ApiError.NotFound;
        }

        lock (simulation.Gate)
        {
            if (route.NeedsToken && context.Request.Headers.Authorization.ToString() != "Bot " + simulation.Token)
            {
                return ApiError.Unauthorized;
            }

            if (!TrySpend(context.Response.Headers, route, segments))
            {
                return null;
            }

            if (!TryParse(text, out var body))
            {
                return ApiError.NotJson;
            }

            return route.Handle(new ApiRequest(values!, body, context.Request.Query));
        }
    }

    private bool TrySpend(IHeaderDictionary headers, ApiRoute route, string[] segments)
    {
        // The major parameter (channel, guild, webhook) has buckets of its own.
        string bucket = $"{route.Method} {route.Pattern} {segments.ElementAtOrDefault(1)}";
        if (!_budgets.TryGetValue(bucket, out var budget))
        {
            _budgets[bucket] = budget = new RouteBudget(simulation.Clock, simulation.Options.RequestsPerSecond);
        }

        bool spent = budget.TrySpend();
        headers["X-RateLimit-Limit"] = budget.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = budget.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (budget.ResetsAt.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = budget.ResetAfter.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Bucket"] = Convert.ToHexStringLower(BitConverter.GetBytes(StableHash(route.Method + route.Pattern)));
        return spent;
    }

    private static ulong StableHash(string text) =>
        text.Aggregate(14_695_981_039_346_656_037UL, static (hash, letter) => unchecked((hash ^ letter) * 1_099_511_628_211UL));

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
