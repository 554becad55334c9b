namespace Gateway.Testing;

/// <summary>Where the gateway is, and how many sessions may be started.</summary>
internal static class GatewayRoutes
{
    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("GET", "gateway", _ => ApiResult.Ok(Json.WriteObject(json => json.WriteString("url", simulation.MainHost.ToldAddress.ToString()))), needsToken: false),
        new("GET", "gateway/bot", _ => ApiResult.Ok(Json.WriteObject(json =>
        {
            json.WriteString("url", simulation.MainHost.ToldAddress.ToString());
            json.WriteNumber("shards", simulation.RecommendedShards);
            json.WriteStartObject("session_start_limit");
            json.WriteNumber("total", simulation.Starts.Total);
            json.WriteNumber("remaining", simulation.Starts.Remaining);
            json.WriteNumber("reset_after", (long)Math.Ceiling(simulation.Starts.ResetAfter.TotalMilliseconds));
            json.WriteNumber("max_concurrency", simulation.Options.MaxConcurrency);
            json.WriteEndObject();
        }))),
    ];
}
