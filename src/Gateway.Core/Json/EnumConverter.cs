using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads and writes an enum as its number. Unknown numbers are kept; null reads as 0.</summary>
/// <typeparam name="TEnum">An enum over 32 bits.</typeparam>
public sealed class EnumConverter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : Unsafe.BitCast<int, TEnum>(reader.GetInt32());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Unsafe.BitCast<TEnum, int>(value));

    /// <inheritdoc/>
    public override TEnum ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        !reader.ValueIsEscaped
        && !reader.HasValueSequence
        && int.TryParse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? Unsafe.BitCast<int, TEnum>(number)
            : throw new JsonException();

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Unsafe.BitCast<TEnum, int>(value).ToString(CultureInfo.InvariantCulture));
}
