using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Answers to interactions, and the messages that follow them.</summary>
internal static class InteractionRoutes
{
    private const string Original = "@original";
    private const int Message = 4;
    private const int DeferredMessage = 5;
    private const int DeferredUpdate = 6;
    private const int Update = 7;

    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(15);

    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("POST", "interactions/*/*/callback", request => Answer(simulation, request), needsToken: false, countsGlobally: false),
        new("POST", "webhooks/*/*", request => FollowUp(simulation, request), needsToken: false, countsGlobally: false),
        new("GET", "webhooks/*/*/messages/*", request => WithMessage(simulation, request, message => MessageRoutes.Show(simulation, message)), needsToken: false, countsGlobally: false),
        new("PATCH", "webhooks/*/*/messages/*", request => Edit(simulation, request), needsToken: false, countsGlobally: false),
        new("DELETE", "webhooks/*/*/messages/*", request => WithMessage(simulation, request, message =>
        {
            simulation.Happenings.Delete(message);
            return ApiResult.NoContent;
        }), needsToken: false, countsGlobally: false),
    ];

    private static ApiResult Answer(Simulation simulation, ApiRequest request)
    {
        var interaction = simulation.World.FindInteraction(request.Values[1]);
        if (interaction is null || interaction.Id != request.Id(0)
            || (interaction.CallbackType is null && simulation.Clock.GetUtcNow() - interaction.CreatedAt > FirstAnswer))
        {
            return ApiError.UnknownInteraction;
        }

        if (interaction.CallbackType is not null)
        {
            return ApiError.AlreadyAcknowledged;
        }

        if (request.Body.Integer("type") is not { } type)
        {
            return ApiError.InvalidForm("type", "BASE_TYPE_REQUIRED", "This field is required");
        }

        var data = request.Body.TryGetProperty("data", out var given) ? given : default;
        switch (type)
        {
            case Message:
                if (!MessageBody.TryRead(data, out var body, out var error))
                {
                    return error;
                }

                if (body.IsEmpty)
                {
                    return ApiError.EmptyMessage;
                }

                interaction.CallbackType = Message;
                interaction.Response = Post(simulation, interaction, body, body.Flags);
                break;
            case DeferredMessage:
                interaction.CallbackType = DeferredMessage;
                interaction.DeferredFlags = (int)(data.Integer("flags") ?? 0);
                break;
            case DeferredUpdate:
                interaction.CallbackType = DeferredUpdate;
                interaction.Response = interaction.Source;
                break;
            case Update when interaction.Source is { } source:
                if (!MessageBody.TryRead(data, out var change, out var wrong))
                {
                    return wrong;
                }

                interaction.CallbackType = Update;
                interaction.Response = source;
                MessageRoutes.Apply(simulation, source, change);
                break;
            default:
                interaction.CallbackType = (int)type;
                break;
        }

        simulation.Recorder.Changed.Beat();
        return request.Query["with_response"] == "true" && interaction.Response is { } response
            ? ApiResult.Ok(Json.WriteObject(json => WriteResponse(json, simulation, interaction, response)))
            : ApiResult.NoContent;
    }

    private static ApiResult FollowUp(Simulation simulation, ApiRequest request)
    {
        if (Acknowledged(simulation, request, out var error) is not { } interaction)
        {
            return error;
        }

        if (!MessageBody.TryRead(request.Body, out var body, out var wrong))
        {
            return wrong;
        }

        if (body.IsEmpty)
        {
            return ApiError.EmptyMessage;
        }

        var message = Post(simulation, interaction, body, body.Flags | (interaction is { CallbackType: DeferredMessage, Response: null } ? interaction.DeferredFlags : 0));
        if (interaction.CallbackType == DeferredMessage)
        {
            interaction.Response ??= message;
        }

        return MessageRoutes.Show(simulation, message);
    }

    private static ApiResult Edit(Simulation simulation, ApiRequest request)
    {
        if (Acknowledged(simulation, request, out var error) is not { } interaction)
        {
            return error;
        }

        if (!MessageBody.TryRead(request.Body, out var body, out var wrong))
        {
            return wrong;
        }

        if (Find(simulation, request, interaction) is { } message)
        {
            MessageRoutes.Apply(simulation, message, body);
        }
        else if (request.Values[2] == Original && interaction.Response is null)
        {
            interaction.Response = message = Post(simulation, interaction, body, body.Flags | interaction.DeferredFlags);
        }
        else
        {
            return ApiError.UnknownMessage;
        }

        return MessageRoutes.Show(simulation, message);
    }

    private static ApiResult WithMessage(Simulation simulation, ApiRequest request, Func<SimulatedMessage, ApiResult> act) =>
        Acknowledged(simulation, request, out var error) is not { } interaction ? error
        : Find(simulation, request, interaction) is { } message ? act(message)
        : ApiError.UnknownMessage;

    /// <summary>The first answer, or the message of that id, if it is one of the interaction's.</summary>
    private static SimulatedMessage? Find(Simulation simulation, ApiRequest request, SimulatedInteraction interaction)
    {
        var message = request.Values[2] == Original ? interaction.Response : simulation.World.FindMessage(request.Id(2));
        return message is { IsDeleted: false } && (message == interaction.Response || message.InteractionId == interaction.Id) ? message : null;
    }

    private static SimulatedInteraction? Acknowledged(Simulation simulation, ApiRequest request, out ApiResult error)
    {
        error = ApiError.UnknownWebhook;
        if (request.Id(0) != simulation.Bot.Id || simulation.World.FindInteraction(request.Values[1]) is not { CallbackType: not null } interaction)
        {
            return null;
        }

        error = ApiError.InvalidToken;
        return simulation.Clock.GetUtcNow() - interaction.CreatedAt > TokenLifetime ? null : interaction;
    }

    private static SimulatedMessage Post(Simulation simulation, SimulatedInteraction interaction, MessageBody body, int flags)
    {
        var message = new SimulatedMessage(simulation.Ids.Next(), interaction.Channel, simulation.Bot, body.Content, simulation.Clock.GetUtcNow())
        {
            Body = body.Source,
            Flags = flags,
            Embeds = body.Embeds,
            Components = body.Components,
            InteractionId = interaction.Id,
            Invoker = interaction.Invoker,
        };
        simulation.Happenings.Post(message);
        return message;
    }

    private static void WriteResponse(Utf8JsonWriter json, Simulation simulation, SimulatedInteraction interaction, SimulatedMessage response)
    {
        json.WriteStartObject("interaction");
        json.Id("id", interaction.Id);
        json.WriteNumber("type", interaction.Type);
        json.Id("response_message_id", response.Id);
        json.WriteBoolean("response_message_loading", false);
        json.WriteBoolean("response_message_ephemeral", response.IsEphemeral);
        json.WriteEndObject();
        json.WriteStartObject("resource");
        json.WriteNumber("type", interaction.CallbackType ?? 0);
        json.WritePropertyName("message");
        MessagePayload.Write(json, simulation.World, response, asEvent: false);
        json.WriteEndObject();
    }
}
