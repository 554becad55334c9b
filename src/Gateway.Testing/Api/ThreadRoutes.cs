namespace Gateway.Testing;

/// <summary>Threads the bot opens, and its coming and going in them.</summary>
internal static class ThreadRoutes
{
    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("POST", "channels/*/threads", request => Open(simulation, request, starter: null)),
        new("POST", "channels/*/messages/*/threads", request =>
            simulation.World.FindMessage(request.Id(1)) is { IsDeleted: false } message && message.Channel.Id == request.Id(0)
                ? Open(simulation, request, message)
                : ApiError.UnknownMessage),
        new("PUT", "channels/*/thread-members/@me", request => InThread(simulation, request, thread => simulation.Threads.Join(thread, simulation.Bot))),
        new("DELETE", "channels/*/thread-members/@me", request => InThread(simulation, request, thread => simulation.Threads.Leave(thread, simulation.Bot))),
    ];

    private static ApiResult Open(Simulation simulation, ApiRequest request, SimulatedMessage? starter)
    {
        if (simulation.World.FindChannel(request.Id(0)) is not { Guild: not null, Thread: null } channel)
        {
            return ApiError.UnknownChannel;
        }

        if (request.Body.String("name") is not { Length: > 0 } name)
        {
            return ApiError.InvalidForm("name", "BASE_TYPE_REQUIRED", "This field is required");
        }

        // Without a type, and without a message to begin with, a thread is private.
        var kind = starter is not null || request.Body.Integer("type") == (int)ChannelKind.PublicThread ? ChannelKind.PublicThread : ChannelKind.PrivateThread;
        var thread = simulation.Threads.Open(channel, simulation.Bot, name, starter, kind);
        return new ApiResult(201, Json.Write(json => ChannelPayload.Write(json, thread, withGuild: true)));
    }

    private static ApiResult InThread(Simulation simulation, ApiRequest request, Action<SimulatedChannel> act)
    {
        if (simulation.World.FindChannel(request.Id(0)) is not { Thread: not null } thread)
        {
            return ApiError.UnknownChannel;
        }

        act(thread);
        return ApiResult.NoContent;
    }
}
