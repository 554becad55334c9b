using System.Text.Json;

namespace Gateway.Testing;

internal static class ReadyPayload
{
    public static void Write(Utf8JsonWriter json, Simulation simulation, Session session, IEnumerable<SimulatedGuild> guilds, int version)
    {
        json.WriteStartObject();
        json.WriteNumber("v", version);
        json.WritePropertyName("user");
        UserPayload.WriteSelf(json, simulation.Bot);
        json.WriteString("session_id", session.Id);
        json.WriteString("resume_gateway_url", simulation.ResumeHost.ToldAddress.ToString().TrimEnd('/'));
        if (session.NamedShard)
        {
            json.WriteStartArray("shard");
            json.WriteNumberValue(session.ShardId);
            json.WriteNumberValue(session.ShardCount);
            json.WriteEndArray();
        }

        json.Array("guilds", guilds, static (json, guild) => GuildPayload.WriteStub(json, guild.Id, unavailable: true));
        json.WriteStartObject("application");
        json.Id("id", simulation.Bot.Id);
        json.WriteNumber("flags", ApplicationPayload.Flags);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
