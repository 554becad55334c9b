using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>What tells which request an event answers: read without parsing the rest of it.</summary>
internal readonly record struct AnswerKeys
{
    public Snowflake? GuildId { get; private init; }

    public string? Nonce { get; private init; }

    /// <summary>The part's place among <see cref="ChunkCount"/>, from 0.</summary>
    public int ChunkIndex { get; private init; }

    public int ChunkCount { get; private init; }

    /// <summary>Reads what there is. Leniently: a key that is missing or malformed is one that was not sent.</summary>
    public static AnswerKeys Read(ReadOnlySpan<byte> data)
    {
        AnswerKeys keys = new() { ChunkCount = 1 };
        var reader = new Utf8JsonReader(data);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return keys;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                keys = keys.With(ref reader);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken JSON, or text that is no valid UTF-8: it answers whatever was read so far.
        }

        return keys;
    }

    /// <summary>Takes the value of the property the reader stands at, and moves the reader there.</summary>
    private AnswerKeys With(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("guild_id"u8))
        {
            reader.Read();
            return this with { GuildId = Snowflake.TryParse(Text(ref reader), null, out Snowflake id) ? id : null };
        }

        if (reader.ValueTextEquals("nonce"u8))
        {
            reader.Read();
            return this with { Nonce = Text(ref reader) };
        }

        if (reader.ValueTextEquals("chunk_index"u8))
        {
            reader.Read();
            return this with { ChunkIndex = Number(ref reader) ?? ChunkIndex };
        }

        if (reader.ValueTextEquals("chunk_count"u8))
        {
            reader.Read();
            return this with { ChunkCount = Number(ref reader) ?? ChunkCount };
        }

        reader.Read();
        return this;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static int? Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) ? value : null;
}
