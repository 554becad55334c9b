using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads and writes flags as a number. Unknown bits are kept; null reads as none.</summary>
/// <typeparam name="TFlags">A flag set over unsigned 64 bits.</typeparam>
public sealed class FlagsConverter<TFlags> : JsonConverter<TFlags> where TFlags : struct, Enum
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override TFlags Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : Unsafe.BitCast<ulong, TFlags>(reader.GetUInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TFlags value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Unsafe.BitCast<TFlags, ulong>(value));
}
