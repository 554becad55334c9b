using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Reads and writes a nonce as text or as a number, whichever its sender chose.</summary>
public sealed class MessageNonceConverter : JsonConverter<MessageNonce>
{
    /// <inheritdoc/>
    public override MessageNonce Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new(reader.GetInt64()) : new(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MessageNonce value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
