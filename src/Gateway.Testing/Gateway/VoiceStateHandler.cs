using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Opcode 4: VOICE_STATE_UPDATE, and VOICE_SERVER_UPDATE when the bot joins or moves.</summary>
internal sealed class VoiceStateHandler(Simulation simulation) : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.VoiceStateUpdate;

    public bool BeforeIdentify => false;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        if (!data.TryGetId("guild_id", out ulong guildId))
        {
            connection.Close(CloseCode.UnknownOpcode, "A voice state needs a guild_id.");
            return;
        }

        bool joins = data.TryGetId("channel_id", out ulong channelId);
        if (simulation.World.FindGuild(guildId) is not { } guild
            || connection.Session is not { } session || !session.IsOnShardOf(guildId)
            || (joins && guild.ChannelList.TrueForAll(channel => channel.Id != channelId || channel.Kind is not (ChannelKind.Voice or ChannelKind.Stage))))
        {
            // Discord says nothing about a channel the bot cannot join.
            return;
        }

        ulong? channel = joins ? channelId : null;
        bool stays = session.VoiceChannels.GetValueOrDefault(guildId) == channel;
        session.VoiceChannels[guildId] = channel;
        simulation.Happenings.MoveInVoice(guild.Self, channel, data.Bool("self_mute"), data.Bool("self_deaf"));
        if (joins && !stays)
        {
            session.Publish("VOICE_SERVER_UPDATE", Json.Write(json =>
                VoicePayload.WriteServer(json, guildId, simulation.Secrets.Next()[..16], "voice.invalid:443")));
        }
    }
}
