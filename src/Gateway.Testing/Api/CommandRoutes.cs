using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Testing;

/// <summary>Registering slash commands: what is registered comes back with ids and is otherwise not looked at.</summary>
internal static class CommandRoutes
{
    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("PUT", "applications/*/commands", request => Register(simulation, request.Body)),
        new("PUT", "applications/*/guilds/*/commands", request => Register(simulation, request.Body)),
    ];

    private static ApiResult Register(Simulation simulation, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return ApiError.InvalidForm("_errors", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        }

        var registered = new JsonArray();
        foreach (var item in body.EnumerateArray())
        {
            if (item.String("name") is not { } name || JsonObject.Create(item) is not { } command)
            {
                return ApiError.InvalidForm("name", "BASE_TYPE_REQUIRED", "This field is required");
            }

            command["id"] = Json.Text(simulation.Happenings.CommandId(name));
            command["application_id"] = Json.Text(simulation.Bot.Id);
            command["type"] ??= 1;
            command["version"] = Json.Text(simulation.Ids.Next());
            registered.Add((JsonNode)command);
        }

        return ApiResult.Ok(Json.Write(json => registered.WriteTo(json)));
    }
}
