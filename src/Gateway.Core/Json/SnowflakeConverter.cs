using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads ids from strings and numbers, and null as 0; writes them as strings.</summary>
public class SnowflakeConverter : JsonConverter<Snowflake>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => ReadDigits(ref reader),
            JsonTokenType.Number when reader.TryGetUInt64(out ulong value) => value,
            JsonTokenType.Null => default,
            _ => throw new JsonException(),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[Snowflake.MaxLength];
        value.TryFormat(digits, out int length);
        writer.WriteStringValue(digits[..length]);
    }

    /// <inheritdoc/>
    public override Snowflake ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadDigits(ref reader);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[Snowflake.MaxLength];
        value.TryFormat(digits, out int length);
        writer.WritePropertyName(digits[..length]);
    }

    private static Snowflake ReadDigits(ref Utf8JsonReader reader)
    {
        bool read = reader.ValueIsEscaped || reader.HasValueSequence
            ? Snowflake.TryParse(reader.GetString(), out Snowflake id)
            : Snowflake.TryParse(reader.ValueSpan, out id);
        return read ? id : throw new JsonException();
    }
}
