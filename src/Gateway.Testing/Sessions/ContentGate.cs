using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Testing;

/// <summary>What a session without MESSAGE_CONTENT sees of an event that a test gives word for word.</summary>
internal static class ContentGate
{
    /// <summary>The payload without its content; null if it is the same.</summary>
    public static byte[]? Close(string eventName, JsonElement data, ulong botId)
    {
        bool isMessage = eventName is "MESSAGE_CREATE" or "MESSAGE_UPDATE";
        if ((!isMessage && eventName != "AUTO_MODERATION_ACTION_EXECUTION")
            || data.ValueKind != JsonValueKind.Object
            || JsonObject.Create(data) is not { } payload
            || (isMessage && IsAlwaysOpen(data, botId)))
        {
            return null;
        }

        Empty(payload, "content", "");
        Empty(payload, "matched_content", "");
        foreach (string name in new[] { "embeds", "attachments", "components" })
        {
            Empty(payload, name, new JsonArray());
        }

        payload.Remove("poll");
        return Encoding.UTF8.GetBytes(payload.ToJsonString());
    }

    // Direct messages, the bot's own, and those that mention it.
    private static bool IsAlwaysOpen(JsonElement message, ulong botId) =>
        !message.TryGetProperty("guild_id", out _)
        || (message.TryGetProperty("author", out var author) && author.TryGetId("id", out ulong authorId) && authorId == botId)
        || (message.TryGetProperty("mentions", out var mentions) && mentions.ValueKind == JsonValueKind.Array
            && mentions.EnumerateArray().Any(user => user.TryGetId("id", out ulong id) && id == botId));

    private static void Empty(JsonObject payload, string name, JsonNode value)
    {
        if (payload.ContainsKey(name))
        {
            payload[name] = value;
        }
    }
}
