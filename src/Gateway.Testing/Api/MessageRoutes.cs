namespace Gateway.Testing;

/// <summary>Messages of the bot, and its reactions.</summary>
internal static class MessageRoutes
{
    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("POST", "channels/*/messages", request => Create(simulation, request)),
        new("GET", "channels/*/messages/*", request => Find(simulation, request) is { } message ? Show(simulation, message) : ApiError.UnknownMessage),
        new("PATCH", "channels/*/messages/*", request => Edit(simulation, request)),
        new("DELETE", "channels/*/messages/*", request => Delete(simulation, request)),
        new("PUT", "channels/*/messages/*/reactions/*/@me", request => React(simulation, request, added: true)),
        new("DELETE", "channels/*/messages/*/reactions/*/@me", request => React(simulation, request, added: false)),
    ];

    public static ApiResult Show(Simulation simulation, SimulatedMessage message) =>
        ApiResult.Ok(Json.Write(json => MessagePayload.Write(json, simulation.World, message, asEvent: false)));

    public static void Apply(Simulation simulation, SimulatedMessage message, MessageBody body)
    {
        message.Body = body.Source;
        if (body.Source.ContainsKey("embeds"))
        {
            message.Embeds = body.Embeds;
        }

        if (body.Source.ContainsKey("components"))
        {
            message.Components = body.Components;
        }

        simulation.Happenings.Edit(message, body.HasContent ? body.Content : message.Content);
    }

    private static ApiResult Create(Simulation simulation, ApiRequest request)
    {
        if (simulation.World.FindChannel(request.Id(0)) is not { } channel)
        {
            return ApiError.UnknownChannel;
        }

        if (!MessageBody.TryRead(request.Body, out var body, out var error))
        {
            return error;
        }

        if (body.IsEmpty)
        {
            return ApiError.EmptyMessage;
        }

        if (body.ReferencedMessageId is { } reference && simulation.World.FindMessage(reference) is null)
        {
            return ApiError.InvalidForm("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }

        var message = new SimulatedMessage(simulation.Ids.Next(), channel, simulation.Bot, body.Content, simulation.Clock.GetUtcNow())
        {
            Body = body.Source,
            Flags = body.Flags,
            Tts = body.Tts,
            Nonce = body.Nonce,
            NonceIsNumber = body.NonceIsNumber,
            Embeds = body.Embeds,
            Components = body.Components,
            ReferencedMessageId = body.ReferencedMessageId,
            Poll = body.MakePoll(simulation.Clock.GetUtcNow()),
        };
        simulation.Happenings.Post(message);
        return Show(simulation, message);
    }

    private static ApiResult Edit(Simulation simulation, ApiRequest request)
    {
        if (Find(simulation, request) is not { } message)
        {
            return ApiError.UnknownMessage;
        }

        if (message.Author != simulation.Bot)
        {
            return ApiError.ForeignMessage;
        }

        if (!MessageBody.TryRead(request.Body, out var body, out var error))
        {
            return error;
        }

        Apply(simulation, message, body);
        return Show(simulation, message);
    }

    private static ApiResult Delete(Simulation simulation, ApiRequest request)
    {
        if (Find(simulation, request) is not { } message)
        {
            return ApiError.UnknownMessage;
        }

        simulation.Happenings.Delete(message);
        return ApiResult.NoContent;
    }

    private static ApiResult React(Simulation simulation, ApiRequest request, bool added)
    {
        if (Find(simulation, request) is not { } message)
        {
            return ApiError.UnknownMessage;
        }

        simulation.Happenings.React(message, simulation.Bot, Uri.UnescapeDataString(request.Values[2]), added);
        return ApiResult.NoContent;
    }

    private static SimulatedMessage? Find(Simulation simulation, ApiRequest request) =>
        simulation.World.FindMessage(request.Id(1)) is { IsDeleted: false } message && message.Channel.Id == request.Id(0) ? message : null;
}
