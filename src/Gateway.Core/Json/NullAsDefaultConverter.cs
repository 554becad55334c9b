using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads null as the type's default, where Discord's tables promise a value.</summary>
internal sealed class NullAsDefaultConverter<T>(
    NullAsDefaultConverter<T>.Reader read, Action<Utf8JsonWriter, T> write) : JsonConverter<T> where T : struct
{
    public delegate T Reader(ref Utf8JsonReader reader);

    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
}
