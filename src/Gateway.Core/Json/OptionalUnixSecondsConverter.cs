using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Json;

/// <summary>Reads a moment in whole seconds since 1970 that was sent, be it as null.</summary>
public sealed class OptionalUnixSecondsConverter : JsonConverter<Optional<DateTimeOffset?>>
{
    private static readonly UnixSecondsConverter Seconds = new();

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Optional<DateTimeOffset?> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null
            ? new(null)
            : new(Seconds.Read(ref reader, typeof(DateTimeOffset), options));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Optional<DateTimeOffset?> value, JsonSerializerOptions options)
    {
        if (value.ValueOrDefault is { } moment)
        {
            Seconds.Write(writer, moment, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
