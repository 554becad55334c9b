using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Who is in a thread, and what a thread has beyond a channel.</summary>
internal static class ThreadPayload
{
    private const int MostCounted = 50;

    public static void WriteMember(Utf8JsonWriter json, ulong threadId, ulong userId, DateTimeOffset since)
    {
        json.Id("id", threadId);
        json.Id("user_id", userId);
        json.Time("join_timestamp", since);
        json.WriteNumber("flags", 0);
    }

    public static void WriteAdded(Utf8JsonWriter json, ulong threadId, SimulatedMember member, DateTimeOffset since)
    {
        json.WriteStartObject();
        WriteMember(json, threadId, member.Id, since);
        json.WritePropertyName("member");
        MemberPayload.Write(json, member);
        json.WritePropertyName("presence");
        if (member.IsOnline)
        {
            PresencePayload.Write(json, member, withGuild: true);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    /// <summary>As an entry of a guild's threads, where the bot's own membership goes without ids.</summary>
    public static void WriteInGuild(Utf8JsonWriter json, SimulatedChannel thread, ulong botId)
    {
        json.WriteStartObject();
        ChannelPayload.WriteMembers(json, thread, withGuild: false);
        if (thread.Thread!.Members.TryGetValue(botId, out var since))
        {
            json.WriteStartObject("member");
            json.Time("join_timestamp", since);
            json.WriteNumber("flags", 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteState(Utf8JsonWriter json, ThreadState thread, ChannelKind kind)
    {
        json.Id("owner_id", thread.OwnerId);
        json.WriteNumber("message_count", thread.Messages);
        json.WriteNumber("total_message_sent", thread.MessagesEver);
        json.WriteNumber("member_count", Math.Min(MostCounted, thread.Members.Count));
        json.WriteStartObject("thread_metadata");
        json.WriteBoolean("archived", thread.IsArchived);
        json.WriteNumber("auto_archive_duration", 1440);
        json.Time("archive_timestamp", thread.ArchiveChangedAt);
        json.WriteBoolean("locked", false);
        if (kind == ChannelKind.PrivateThread)
        {
            json.WriteBoolean("invitable", true);
        }

        json.Time("create_timestamp", thread.CreatedAt);
        json.WriteEndObject();
    }
}
