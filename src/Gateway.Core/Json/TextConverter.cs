using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads text, and takes a number for its digits: at times Discord sends one where it promises text.</summary>
internal class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
