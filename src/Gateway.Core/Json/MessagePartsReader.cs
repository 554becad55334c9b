using System.Text.Json;
using Gateway.Core.Events;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Notes which keys a message update lacks, as its properties cannot tell absent from neutral.</summary>
internal static class MessagePartsReader
{
    public static MessageUpdate Note(MessageUpdate update, ReadOnlySpan<byte> data)
    {
        MessageParts missing = MissingFrom(data);
        return missing == MessageParts.None ? update : update with { Missing = missing };
    }

    private static MessageParts MissingFrom(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        var missing = MessageParts.All;
        reader.Read();
        while (missing != MessageParts.None && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            missing &= ~PartAt(ref reader);
            reader.Skip();
        }

        return missing;
    }

    private static MessageParts PartAt(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("author"u8) ? MessageParts.Author
        : reader.ValueTextEquals("content"u8) ? MessageParts.Content
        : reader.ValueTextEquals("timestamp"u8) ? MessageParts.Timestamp
        : reader.ValueTextEquals("edited_timestamp"u8) ? MessageParts.EditedTimestamp
        : reader.ValueTextEquals("tts"u8) ? MessageParts.Tts
        : reader.ValueTextEquals("mention_everyone"u8) ? MessageParts.MentionEveryone
        : reader.ValueTextEquals("mentions"u8) ? MessageParts.Mentions
        : reader.ValueTextEquals("mention_roles"u8) ? MessageParts.MentionRoles
        : reader.ValueTextEquals("attachments"u8) ? MessageParts.Attachments
        : reader.ValueTextEquals("embeds"u8) ? MessageParts.Embeds
        : reader.ValueTextEquals("pinned"u8) ? MessageParts.Pinned
        : reader.ValueTextEquals("type"u8) ? MessageParts.Type
        : MessageParts.None;
}
