using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Presences, in PRESENCE_UPDATE and inside guilds and chunks.</summary>
internal static class PresencePayload
{
    public static void Write(Utf8JsonWriter json, SimulatedMember member, bool withGuild)
    {
        json.WriteStartObject();
        json.WriteStartObject("user");
        json.Id("id", member.Id);
        json.WriteEndObject();
        if (withGuild)
        {
            json.Id("guild_id", member.Guild.Id);
        }

        json.WriteString("status", member.Status);
        json.WritePropertyName("activities");
        member.Activities.WriteTo(json);
        json.WriteStartObject("client_status");
        if (member.IsOnline)
        {
            json.WriteString(member.User.IsBot ? "web" : "desktop", member.Status);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
