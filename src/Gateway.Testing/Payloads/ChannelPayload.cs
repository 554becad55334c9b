using System.Text.Json;

namespace Gateway.Testing;

internal static class ChannelPayload
{
    public static void Write(Utf8JsonWriter json, SimulatedChannel channel, bool withGuild)
    {
        json.WriteStartObject();
        WriteMembers(json, channel, withGuild);
        json.WriteEndObject();
    }

    public static void WriteForInteraction(Utf8JsonWriter json, SimulatedChannel channel)
    {
        json.WriteStartObject();
        WriteMembers(json, channel, withGuild: true);
        json.Id("permissions", GuildPayload.EveryonePermissions);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, SimulatedChannel channel, bool withGuild)
    {
        json.Id("id", channel.Id);
        json.WriteNumber("type", (int)channel.Kind);
        if (channel.Guild is { } guild)
        {
            if (withGuild)
            {
                json.Id("guild_id", guild.Id);
            }

            json.WriteString("name", channel.Name);
            json.WriteNumber("position", channel.Position);
            json.EmptyArrays("permission_overwrites");
            json.WriteNull("parent_id");
            if (channel.Kind != ChannelKind.Category)
            {
                json.WriteBoolean("nsfw", false);
                json.WriteNumber("rate_limit_per_user", 0);
            }
        }
        else
        {
            json.Array("recipients", channel.Recipient is { } person ? [person] : Array.Empty<User>(), UserPayload.Write);
        }

        if (channel.Kind == ChannelKind.Voice)
        {
            json.WriteNumber("bitrate", 64000);
            json.WriteNumber("user_limit", 0);
            json.WriteNull("rtc_region");
        }
        else if (channel.Kind == ChannelKind.Text)
        {
            json.WriteNull("topic");
        }

        if (channel.Kind != ChannelKind.Category)
        {
            json.Id("last_message_id", channel.LastMessageId);
            json.WriteNull("last_pin_timestamp");
        }

        json.WriteNumber("flags", 0);
    }
}
