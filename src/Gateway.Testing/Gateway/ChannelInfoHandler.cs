using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Opcode 43: one CHANNEL_INFO with the guild's voice channels and the fields that were asked for.</summary>
internal sealed class ChannelInfoHandler(Simulation simulation) : IOpcodeHandler
{
    private static readonly string[] Known = ["status", "voice_start_time"];

    public int Opcode => Testing.Opcode.RequestChannelInfo;

    public bool BeforeIdentify => false;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        if (!data.TryGetId("guild_id", out ulong id) || !data.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Array)
        {
            connection.Close(CloseCode.UnknownOpcode, "A request for channel info needs guild_id and fields.");
            return;
        }

        if (simulation.World.FindGuild(id) is not { } guild || connection.Session is not { } session || !session.IsOnShardOf(id))
        {
            return;
        }

        string[] asked = [.. Known.Where(name => fields.EnumerateArray().Any(field => field.ValueKind == JsonValueKind.String && field.ValueEquals(name)))];
        session.Publish("CHANNEL_INFO", Json.WriteObject(json =>
        {
            json.Id("guild_id", id);
            json.Array("channels", guild.ChannelList.Where(static channel => channel.Kind is ChannelKind.Voice or ChannelKind.Stage), (json, channel) =>
            {
                json.WriteStartObject();
                json.Id("id", channel.Id);
                if (asked.Contains("status"))
                {
                    json.WriteString("status", channel.VoiceStatus);
                }

                if (asked.Contains("voice_start_time"))
                {
                    json.Seconds("voice_start_time", channel.VoiceStartedAt);
                }

                json.WriteEndObject();
            });
        }));
    }
}
