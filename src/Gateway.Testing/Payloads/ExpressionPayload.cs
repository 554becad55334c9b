using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Emojis and sounds of a guild's own.</summary>
internal static class ExpressionPayload
{
    public static void Write(Utf8JsonWriter json, SimulatedEmoji emoji)
    {
        json.WriteStartObject();
        json.Id("id", emoji.Id);
        json.WriteString("name", emoji.Name);
        json.EmptyArrays("roles");
        json.WriteBoolean("require_colons", true);
        json.WriteBoolean("managed", false);
        json.WriteBoolean("animated", false);
        json.WriteBoolean("available", true);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SimulatedGuild guild, SimulatedSound sound)
    {
        json.WriteStartObject();
        json.WriteString("name", sound.Name);
        json.Id("sound_id", sound.Id);
        json.WriteNumber("volume", 1);
        json.WriteNull("emoji_id");
        json.WriteNull("emoji_name");
        json.Id("guild_id", guild.Id);
        json.WriteBoolean("available", true);
        json.WriteEndObject();
    }
}
