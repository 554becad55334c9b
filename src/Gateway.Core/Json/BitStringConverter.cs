using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>
/// Reads and writes flags as a string of decimal digits. Of sets beyond 64 bits the lower 64 are kept; null reads as
/// none, a number as its bits.
/// </summary>
/// <typeparam name="TFlags">A flag set over unsigned 64 bits.</typeparam>
public sealed class BitStringConverter<TFlags> : JsonConverter<TFlags> where TFlags : struct, Enum
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override TFlags Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Unsafe.BitCast<ulong, TFlags>(reader.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.Number => reader.GetUInt64(),
            JsonTokenType.String => ReadDigits(ref reader),
            _ => throw new JsonException(),
        });

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TFlags value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Unsafe.BitCast<TFlags, ulong>(value).ToString(CultureInfo.InvariantCulture));

    private static ulong ReadDigits(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped
            && !reader.HasValueSequence
            && ulong.TryParse(reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bits))
        {
            return bits;
        }

        return BigInteger.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger many)
            ? (ulong)(many & ulong.MaxValue)
            : throw new JsonException();
    }
}
