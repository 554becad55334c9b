using System.Text.Json;

namespace Gateway.Testing;

internal static class RolePayload
{
    public static void Write(Utf8JsonWriter json, SimulatedRole role)
    {
        json.WriteStartObject();
        json.Id("id", role.Id);
        json.WriteString("name", role.Name);
        json.WriteNumber("color", 0);
        json.WriteStartObject("colors");
        json.WriteNumber("primary_color", 0);
        json.Nulls("secondary_color", "tertiary_color");
        json.WriteEndObject();
        json.WriteBoolean("hoist", false);
        json.Nulls("icon", "unicode_emoji");
        json.WriteNumber("position", role.Position);
        json.Id("permissions", role.Permissions);
        json.WriteBoolean("managed", role.BotId is not null);
        json.WriteBoolean("mentionable", role.Position > 0 && role.BotId is null);
        json.WriteNumber("flags", 0);
        if (role.BotId is { } bot)
        {
            json.WriteStartObject("tags");
            json.Id("bot_id", bot);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
