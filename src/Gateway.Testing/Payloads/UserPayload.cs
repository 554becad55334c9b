using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Users as events show them, and as READY and HTTP show the bot itself.</summary>
internal static class UserPayload
{
    public static void Write(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        WriteMembers(json, user);
        json.WriteEndObject();
    }

    /// <summary>The members of a user object, for where more members follow.</summary>
    public static void WriteMembers(Utf8JsonWriter json, User user)
    {
        json.Id("id", user.Id);
        json.WriteString("username", user.Username);
        json.WriteString("discriminator", user.Discriminator);
        json.WriteString("global_name", user.GlobalName);
        json.WriteNull("avatar");
        if (user.IsBot)
        {
            json.WriteBoolean("bot", true);
        }

        json.WriteNumber("public_flags", 0);
        json.Nulls("avatar_decoration_data", "collectibles", "primary_guild");
    }

    /// <summary>The bot, with what only it may see of itself.</summary>
    public static void WriteSelf(Utf8JsonWriter json, User bot)
    {
        json.WriteStartObject();
        WriteMembers(json, bot);
        json.Nulls("banner", "accent_color");
        json.WriteNumber("flags", 0);
        json.WriteBoolean("verified", true);
        json.WriteBoolean("mfa_enabled", false);
        json.WriteNull("email");
        json.WriteEndObject();
    }
}
