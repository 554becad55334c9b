using System.Text.Json;

namespace Gateway.Testing;

/// <summary>The bot's application, as HTTP shows it.</summary>
internal static class ApplicationPayload
{
    /// <summary>The limited switches of the three privileged intents (bits 13, 15 and 19).</summary>
    public const int Flags = (1 << 13) | (1 << 15) | (1 << 19);

    public static void Write(Utf8JsonWriter json, User bot, int guilds)
    {
        json.WriteStartObject();
        json.Id("id", bot.Id);
        json.WriteString("name", bot.Username);
        json.WriteNull("icon");
        json.WriteString("description", "");
        json.WriteBoolean("bot_public", true);
        json.WriteBoolean("bot_require_code_grant", false);
        json.WritePropertyName("bot");
        UserPayload.Write(json, bot);
        json.WriteString("verify_key", new string('0', 64));
        json.WriteNull("team");
        json.WriteNumber("flags", Flags);
        json.WriteString("flags_new", Json.Text(Flags));
        json.WriteNumber("approximate_guild_count", guilds);
        json.WriteNull("interactions_endpoint_url");
        json.WriteEndObject();
    }
}
