namespace Gateway.Testing;

/// <summary>Who the bot is.</summary>
internal static class IdentityRoutes
{
    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("GET", "users/@me", _ => ApiResult.Ok(Json.Write(json => UserPayload.WriteSelf(json, simulation.Bot)))),
        new("GET", "users/*", request => simulation.World.FindUser(request.Id(0)) is { } user
            ? ApiResult.Ok(Json.Write(json => UserPayload.Write(json, user)))
            : ApiError.UnknownUser),
        new("GET", "applications/@me", _ => Application(simulation)),
        new("GET", "oauth2/applications/@me", _ => Application(simulation)),
    ];

    private static ApiResult Application(Simulation simulation) =>
        ApiResult.Ok(Json.Write(json => ApplicationPayload.Write(json, simulation.Bot, simulation.World.Guilds.Count)));
}
