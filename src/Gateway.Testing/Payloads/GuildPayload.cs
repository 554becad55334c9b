using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Guilds: the object of HTTP, GUILD_CREATE with all that comes with it, and the stub of an outage.</summary>
internal static class GuildPayload
{
    /// <summary>What <c>@everyone</c> may do in a guild as Discord makes it.</summary>
    public const ulong EveryonePermissions = 2_248_473_465_835_073;

    // Above this many members GUILD_CREATE names only the bot and whoever is in voice.
    private const int HugeGuild = 75_000;

    public static void Write(Utf8JsonWriter json, SimulatedGuild guild)
    {
        json.WriteStartObject();
        WriteMembers(json, guild);
        json.WriteEndObject();
    }

    public static void WriteCreate(Utf8JsonWriter json, SimulatedGuild guild, bool withPresences, int largeThreshold)
    {
        bool large = guild.MemberCount > largeThreshold;
        var members = Shown(guild, withPresences, large);
        json.WriteStartObject();
        WriteMembers(json, guild);
        json.Time("joined_at", guild.Self.JoinedAt);
        json.WriteBoolean("large", large);
        json.WriteBoolean("unavailable", false);
        json.WriteNumber("member_count", guild.MemberCount);
        json.Array("voice_states", guild.InVoice, static (json, member) => VoicePayload.WriteState(json, member, member.Voice!, insideGuild: true));
        json.Array("members", members, MemberPayload.Write);
        json.Array("channels", guild.ChannelList, static (json, channel) => ChannelPayload.Write(json, channel, withGuild: false));
        json.Array("threads", guild.ActiveThreads, (json, thread) => ThreadPayload.WriteInGuild(json, thread, guild.Self.Id));
        json.Array("presences", members.Where(static member => member.IsOnline), static (json, member) => PresencePayload.Write(json, member, withGuild: false));
        json.Array("stage_instances", guild.Stages, StagePayload.Write);
        json.Array("guild_scheduled_events", guild.ScheduledEvents, ScheduledEventPayload.Write);
        json.Array("soundboard_sounds", guild.SoundList, (json, sound) => ExpressionPayload.Write(json, guild, sound));
        json.WriteEndObject();
    }

    public static void WriteStub(Utf8JsonWriter json, ulong guildId, bool unavailable)
    {
        json.WriteStartObject();
        json.Id("id", guildId);
        if (unavailable)
        {
            json.WriteBoolean("unavailable", true);
        }

        json.WriteEndObject();
    }

    private static List<SimulatedMember> Shown(SimulatedGuild guild, bool withPresences, bool large)
    {
        if (!withPresences || guild.MemberCount > HugeGuild)
        {
            return [.. guild.InVoice.Append(guild.Self).Distinct()];
        }

        return large
            ? [.. guild.MemberList.Where(static member => member.IsOnline || member.Roles.Count > 0 || member.Nickname is not null || member.Voice is not null)]
            : [.. guild.MemberList];
    }

    private static void WriteMembers(Utf8JsonWriter json, SimulatedGuild guild)
    {
        json.Id("id", guild.Id);
        json.WriteString("name", guild.Name);
        json.Nulls("icon", "splash", "discovery_splash");
        json.Id("owner_id", guild.OwnerId);
        json.Nulls("region", "afk_channel_id");
        json.WriteNumber("afk_timeout", 300);
        json.WriteBoolean("widget_enabled", false);
        json.WriteNull("widget_channel_id");
        json.WriteNumber("verification_level", 0);
        json.WriteNumber("default_message_notifications", 0);
        json.WriteNumber("explicit_content_filter", 0);
        json.Array("roles", guild.RoleList, RolePayload.Write);
        json.Array("emojis", guild.EmojiList, ExpressionPayload.Write);
        json.EmptyArrays("features");
        json.WriteNumber("mfa_level", 0);
        json.Nulls("application_id", "system_channel_id");
        json.WriteNumber("system_channel_flags", 0);
        json.Nulls("rules_channel_id", "max_presences");
        json.WriteNumber("max_members", 25_000_000);
        json.Nulls("vanity_url_code", "description", "banner");
        json.WriteNumber("premium_tier", 0);
        json.WriteNumber("premium_subscription_count", 0);
        json.WriteString("preferred_locale", "en-US");
        json.WriteNull("public_updates_channel_id");
        json.WriteNumber("max_video_channel_users", 25);
        json.WriteNumber("max_stage_video_channel_users", 50);
        json.WriteNumber("nsfw_level", 0);
        json.EmptyArrays("stickers");
        json.WriteBoolean("premium_progress_bar_enabled", false);
        json.Nulls("safety_alerts_channel_id", "incidents_data");
    }
}
