using System.Text.Json;

namespace Gateway.Testing;

internal static class StagePayload
{
    public static void Write(Utf8JsonWriter json, SimulatedStage stage)
    {
        json.WriteStartObject();
        json.Id("id", stage.Id);
        json.Id("guild_id", stage.Channel.Guild!.Id);
        json.Id("channel_id", stage.Channel.Id);
        json.WriteString("topic", stage.Topic);
        json.WriteNumber("privacy_level", 2);
        json.WriteBoolean("discoverable_disabled", true);
        json.WriteNull("guild_scheduled_event_id");
        json.WriteEndObject();
    }
}
