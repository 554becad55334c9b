using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Testing;

/// <summary>The body of a message the bot creates, checked and completed as Discord does.</summary>
internal sealed class MessageBody
{
    private const int LongestContent = 2000;

    private MessageBody(JsonObject body, JsonElement source)
    {
        Source = body;
        Content = source.String("content") ?? "";
        Flags = (int)(source.Integer("flags") ?? 0);
        Tts = source.Bool("tts");
        Embeds = Complete(body["embeds"] as JsonArray);
        Components = Number(body["components"] as JsonArray);
        HasContent = source.TryGetProperty("content", out _);
        if (source.TryGetProperty("nonce", out var nonce) && nonce.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            Nonce = nonce.ToString();
            NonceIsNumber = nonce.ValueKind == JsonValueKind.Number;
        }

        if (source.TryGetProperty("message_reference", out var reference) && reference.TryGetId("message_id", out ulong id))
        {
            ReferencedMessageId = id;
        }
    }

    public JsonObject Source { get; }

    public string Content { get; }

    public bool HasContent { get; }

    public int Flags { get; }

    public bool Tts { get; }

    public JsonArray Embeds { get; }

    public JsonArray Components { get; }

    public string? Nonce { get; }

    public bool NonceIsNumber { get; }

    public ulong? ReferencedMessageId { get; }

    /// <summary>The poll in it; null for none.</summary>
    /// <param name="now">When it begins.</param>
    public PollState? MakePoll(DateTimeOffset now)
    {
        if (Source["poll"] is not JsonObject poll)
        {
            return null;
        }

        string question = poll["question"]?["text"]?.ToString() ?? "";
        string[] answers = [.. (poll["answers"] as JsonArray ?? []).Select(static answer => answer?["poll_media"]?["text"]?.ToString() ?? "")];
        int hours = poll["duration"] is JsonValue given && given.TryGetValue(out int number) ? number : 24;
        return new PollState(question, answers, poll["allow_multiselect"]?.GetValueKind() == JsonValueKind.True, now.AddHours(hours));
    }

    /// <summary>Reads a body; false with the error Discord answers.</summary>
    public static bool TryRead(JsonElement source, out MessageBody body, out ApiResult error)
    {
        body = null!;
        error = default;
        if (source.ValueKind != JsonValueKind.Object)
        {
            error = ApiError.EmptyMessage;
            return false;
        }

        body = new MessageBody(JsonObject.Create(source) ?? [], source);
        if (body.Content.Length > LongestContent)
        {
            error = ApiError.InvalidForm("content", "BASE_TYPE_MAX_LENGTH", $"Must be {LongestContent} or fewer in length.");
            return false;
        }

        return true;
    }

    /// <summary>Whether there is anything to show.</summary>
    public bool IsEmpty => Content.Length == 0 && Embeds.Count == 0 && Components.Count == 0 && Source["poll"] is null && Source["sticker_ids"] is null && Source["attachments"] is null;

    private static JsonArray Complete(JsonArray? embeds)
    {
        var completed = new JsonArray();
        foreach (var embed in embeds ?? [])
        {
            if (embed is JsonObject given)
            {
                var copy = given.DeepClone().AsObject();
                copy["type"] ??= "rich";
                completed.Add((JsonNode)copy);
            }
        }

        return completed;
    }

    // Every component of a received message has an id.
    private static JsonArray Number(JsonArray? components)
    {
        var numbered = components?.DeepClone().AsArray() ?? [];
        int next = 1;
        Number(numbered, ref next);
        return numbered;
    }

    private static void Number(JsonArray components, ref int next)
    {
        foreach (var component in components.OfType<JsonObject>())
        {
            component["id"] ??= next;
            next++;
            if (component["components"] is JsonArray children)
            {
                Number(children, ref next);
            }
        }
    }
}
