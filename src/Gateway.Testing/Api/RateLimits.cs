using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>
/// Who is answered 429: more than a route takes, more than a bot has in all, or an address that is banned for its invalid
/// requests. Used under <see cref="Simulation.Gate"/>.
/// </summary>
internal sealed class RateLimits(Simulation simulation)
{
    private static readonly TimeSpan InvalidWindow = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, RouteBudget> _routes = new(StringComparer.Ordinal);
    private readonly RouteBudget _global = new(simulation.Clock, simulation.Options.GlobalRequestsPerSecond);
    private DateTimeOffset _invalidUntil;
    private int _invalid;

    /// <summary>How long the client's address is still banned; null if it is not.</summary>
    public TimeSpan? Ban =>
        _invalid >= simulation.Options.InvalidRequestLimit && _invalidUntil > simulation.Clock.GetUtcNow()
            ? _invalidUntil - simulation.Clock.GetUtcNow()
            : null;

    /// <summary>Counts an answer; those of a limit that others use up too do not count.</summary>
    public void CountAnswer(int status, bool isShared)
    {
        if (isShared || status is not (401 or 403 or 429))
        {
            return;
        }

        var now = simulation.Clock.GetUtcNow();
        if (now >= _invalidUntil)
        {
            _invalidUntil = now + InvalidWindow;
            _invalid = 0;
        }

        _invalid++;
    }

    /// <summary>Takes a request and writes the route's headers; null if it may go on.</summary>
    public RateLimited? Spend(IHeaderDictionary headers, ApiRoute route, string[] segments)
    {
        // The major parameter (channel, guild, webhook) has buckets of its own.
        string bucket = $"{route.Method} {route.Pattern} {segments.ElementAtOrDefault(1)}";
        if (!_routes.TryGetValue(bucket, out var budget))
        {
            _routes[bucket] = budget = new RouteBudget(simulation.Clock, simulation.Options.RequestsPerSecond);
        }

        bool spent = budget.TrySpend();
        headers["X-RateLimit-Limit"] = budget.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = budget.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (budget.ResetsAt.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = budget.ResetAfter.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Bucket"] = Convert.ToHexStringLower(BitConverter.GetBytes(StableHash(route.Method + route.Pattern)));
        return !spent ? new RateLimited(budget.ResetAfter, "user")
            : route.CountsGlobally && !_global.TrySpend() ? new RateLimited(_global.ResetAfter, "global")
            : null;
    }

    private static ulong StableHash(string text) =>
        text.Aggregate(14_695_981_039_346_656_037UL, static (hash, letter) => unchecked((hash ^ letter) * 1_099_511_628_211UL));
}
