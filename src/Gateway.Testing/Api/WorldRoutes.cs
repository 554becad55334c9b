namespace Gateway.Testing;

/// <summary>Guilds, channels, members, and the typing indicator.</summary>
internal static class WorldRoutes
{
    public static IEnumerable<ApiRoute> For(Simulation simulation) =>
    [
        new("GET", "channels/*", request => simulation.World.FindChannel(request.Id(0)) is { } channel
            ? ApiResult.Ok(Json.Write(json => ChannelPayload.Write(json, channel, withGuild: true)))
            : ApiError.UnknownChannel),
        new("POST", "channels/*/typing", request =>
        {
            if (simulation.World.FindChannel(request.Id(0)) is not { } channel)
            {
                return ApiError.UnknownChannel;
            }

            simulation.Happenings.Type(channel, simulation.Bot);
            return ApiResult.NoContent;
        }),
        new("GET", "guilds/*", request => simulation.World.FindGuild(request.Id(0)) is { } guild
            ? ApiResult.Ok(Json.Write(json => GuildPayload.Write(json, guild)))
            : ApiError.UnknownGuild),
        new("GET", "guilds/*/channels", request => simulation.World.FindGuild(request.Id(0)) is { } guild
            ? ApiResult.Ok(Json.Write(json =>
            {
                json.WriteStartArray();
                guild.ChannelList.ForEach(channel => ChannelPayload.Write(json, channel, withGuild: true));
                json.WriteEndArray();
            }))
            : ApiError.UnknownGuild),
        new("GET", "guilds/*/members/*", request => simulation.World.FindGuild(request.Id(0)) is not { } guild ? ApiError.UnknownGuild
            : guild.FindMember(request.Id(1)) is { } member ? ApiResult.Ok(Json.Write(json => MemberPayload.Write(json, member)))
            : ApiError.UnknownMember),
        new("POST", "users/@me/channels", request =>
            request.Body.TryGetId("recipient_id", out ulong id) && simulation.World.FindUser(id) is { } person
                ? ApiResult.Ok(Json.Write(json => ChannelPayload.Write(json, simulation.World.DirectMessages(person), withGuild: false)))
                : ApiError.UnknownUser),
    ];
}
