using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Channels of guilds, direct messages and threads.</summary>
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

    /// <summary>The members of a channel object, for where more members follow.</summary>
    public static void WriteMembers(Utf8JsonWriter json, SimulatedChannel channel, bool withGuild)
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
            json.Id("parent_id", channel.Parent?.Id);
            if (channel.Thread is { } thread)
            {
                ThreadPayload.WriteState(json, thread, channel.Kind);
            }
            else
            {
                json.WriteNumber("position", channel.Position);
                json.EmptyArrays("permission_overwrites");
            }
        }
        else
        {
            json.Array("recipients", channel.Recipient is { } person ? [person] : Array.Empty<User>(), UserPayload.Write);
        }

        WriteKind(json, channel);
        json.WriteNumber("flags", 0);
    }

    private static void WriteKind(Utf8JsonWriter json, SimulatedChannel channel)
    {
        if (channel is { Kind: not ChannelKind.Category, Guild: not null })
        {
            if (channel.Thread is null)
            {
                json.WriteBoolean("nsfw", false);
            }

            json.WriteNumber("rate_limit_per_user", 0);
        }

        if (channel.Kind is ChannelKind.Voice or ChannelKind.Stage)
        {
            json.WriteNumber("bitrate", 64000);
            json.WriteNumber("user_limit", 0);
            json.WriteNull("rtc_region");
        }
        else if (channel.Kind is ChannelKind.Text or ChannelKind.Announcement or ChannelKind.Forum)
        {
            json.WriteString("topic", channel.Topic);
        }

        if (channel.Kind == ChannelKind.Forum)
        {
            json.EmptyArrays("available_tags");
            json.WriteNull("default_reaction_emoji");
            json.WriteNull("default_sort_order");
            json.WriteNumber("default_forum_layout", 0);
        }

        if (channel.Kind != ChannelKind.Category)
        {
            json.Id("last_message_id", channel.LastMessageId);
            json.Time("last_pin_timestamp", channel.LastPinAt);
        }
    }
}
