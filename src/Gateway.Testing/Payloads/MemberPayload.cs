using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Members: whole, without their user (in messages), and with permissions (in interactions).</summary>
internal static class MemberPayload
{
    public static void Write(Utf8JsonWriter json, SimulatedMember member)
    {
        json.WriteStartObject();
        WriteMembers(json, member);
        WriteUser(json, member);
        json.WriteEndObject();
    }

    public static void WriteWithoutUser(Utf8JsonWriter json, SimulatedMember member)
    {
        json.WriteStartObject();
        WriteMembers(json, member);
        json.WriteEndObject();
    }

    public static void WriteWithPermissions(Utf8JsonWriter json, SimulatedMember member)
    {
        json.WriteStartObject();
        WriteMembers(json, member);
        WriteUser(json, member);
        json.Id("permissions", GuildPayload.EveryonePermissions);
        json.WriteEndObject();
    }

    /// <summary>Member fields with the guild's id beside them: GUILD_MEMBER_ADD and GUILD_MEMBER_UPDATE.</summary>
    public static void WriteEvent(Utf8JsonWriter json, SimulatedMember member)
    {
        json.WriteStartObject();
        WriteMembers(json, member);
        WriteUser(json, member);
        json.Id("guild_id", member.Guild.Id);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, SimulatedMember member)
    {
        json.WritePropertyName("user");
        UserPayload.Write(json, member.User);
    }

    private static void WriteMembers(Utf8JsonWriter json, SimulatedMember member)
    {
        json.WriteString("nick", member.Nickname);
        json.Nulls("avatar", "banner");
        json.Array("roles", member.Roles, static (json, role) => json.WriteStringValue(Json.Text(role.Id)));
        json.Time("joined_at", member.JoinedAt);
        json.WriteNull("premium_since");
        json.WriteBoolean("deaf", false);
        json.WriteBoolean("mute", false);
        json.WriteNumber("flags", 0);
        json.WriteBoolean("pending", false);
        json.Nulls("communication_disabled_until", "avatar_decoration_data", "collectibles");
    }
}
