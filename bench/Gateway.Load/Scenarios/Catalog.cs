using Gateway.Core;

namespace Gateway.Load;

/// <summary>The scenarios by name.</summary>
internal static class Catalog
{
    /// <exception cref="ArgumentException">There is no such scenario.</exception>
    public static Task RunAsync(string scenario, LoadArguments arguments, Report report) => scenario switch
    {
        "unsubscribed" => new FloodScenario(scenario, static events => events.Message(), Clients("raw-socket", "floor", "shard", "bot-nothing"))
            .RunAsync(arguments.Compressions, [.. arguments.DiscordJsWs, .. arguments.Clients], report),
        "unsubscribed-tls" => new FloodScenario(scenario, static events => events.Message(), Clients("raw-socket", "floor", "shard"), UseTls: true)
            .RunAsync(arguments.Compressions, arguments.Clients, report),
        "unsubscribed-small" => new FloodScenario(scenario, static events => events.Deletion(), Unwanted) { Events = 60_000 }
            .RunAsync(arguments.Compressions, arguments.Clients, report),
        "unsubscribed-guilds" => new FloodScenario(scenario, static events => events.Guild(members: 200), Unwanted) { Events = 400 }
            .RunAsync(arguments.Compressions, arguments.Clients, report),
        "unsubscribed-large-guilds" => new FloodScenario(scenario, static events => events.Guild(members: 10_000), Unwanted) { Events = 8 }
            .RunAsync(arguments.Compressions, arguments.Clients, report),
        "typed" => new FloodScenario(scenario, static events => events.Message(), Clients("floor-typed", "bot-messages"))
            .RunAsync(arguments.Compressions, [.. arguments.DiscordJs, .. arguments.Clients], report),
        "mix" => new FloodScenario(scenario, static events => events.Mixed(), Clients("floor-three", "bot-three"))
            .RunAsync(arguments.Compressions, [.. arguments.DiscordJsWs, .. arguments.DiscordJs, .. arguments.Clients], report),
        "paced-600" => new PacedScenario(scenario, Connections: 16, PerSecond: 600, UseTls: false, [.. Paced, .. arguments.Clients]).RunAsync(arguments.Compressions, report),
        "paced-15" => new PacedScenario(scenario, Connections: 64, PerSecond: 15, UseTls: false, [.. Paced, .. arguments.Clients]).RunAsync(arguments.Compressions, report),
        "paced-15-tls" => new PacedScenario(scenario, Connections: 64, PerSecond: 15, UseTls: true, [.. Paced, .. arguments.Clients]).RunAsync(arguments.Compressions, report),
        "latency" => new LatencyScenario(scenario, LoadClient.BuiltIn("bot-latency")).RunAsync(arguments.Compressions, report),
        "latency-blocked" => new LatencyScenario(scenario, LoadClient.BuiltIn("bot-latency-blocked")).RunAsync(arguments.Compressions, report),
        "restart" => new RestartScenario(scenario, LoadClient.BuiltIn("bot-messages")).RunAsync(arguments.Compressions, report),
        "idle" => new IdleScenario(scenario, Clients("floor", "shard", "bot-nothing")).RunAsync(arguments.Compressions, useTls: false, report),
        "idle-tls" => new IdleScenario(scenario, Clients("floor", "shard")).RunAsync(arguments.Compressions, useTls: true, report),
        _ => throw new ArgumentException($"There is no scenario '{scenario}'.\n\n{LoadArguments.Usage}"),
    };

    private static LoadClient[] Paced => Clients("raw-socket", "floor", "shard", "bot-nothing", "floor-typed", "bot-messages");

    private static LoadClient[] Unwanted => Clients("floor", "shard", "bot-nothing");

    private static LoadClient[] Clients(params string[] kinds) => [.. kinds.Select(LoadClient.BuiltIn)];
}
