using System.Text.Json;

namespace Gateway.Testing;

internal static class VoicePayload
{
    public static void WriteState(Utf8JsonWriter json, SimulatedMember member, VoiceState state, bool insideGuild)
    {
        json.WriteStartObject();
        if (!insideGuild)
        {
            json.Id("guild_id", member.Guild.Id);
        }

        json.Id("channel_id", state.ChannelId);
        json.Id("user_id", member.Id);
        if (!insideGuild)
        {
            json.WritePropertyName("member");
            MemberPayload.Write(json, member);
        }

        json.WriteString("session_id", state.SessionId);
        json.WriteBoolean("deaf", false);
        json.WriteBoolean("mute", false);
        json.WriteBoolean("self_deaf", state.SelfDeaf);
        json.WriteBoolean("self_mute", state.SelfMute);
        json.WriteBoolean("self_video", false);
        json.WriteBoolean("suppress", false);
        json.WriteNull("request_to_speak_timestamp");
        json.WriteEndObject();
    }

    public static void WriteServer(Utf8JsonWriter json, ulong guildId, string token, string? endpoint)
    {
        json.WriteStartObject();
        json.WriteString("token", token);
        json.Id("guild_id", guildId);
        json.WriteString("endpoint", endpoint);
        json.WriteEndObject();
    }
}
