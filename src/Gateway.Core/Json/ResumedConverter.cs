using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Events;

namespace Gateway.Core.Json;

/// <summary>Reads anything as <see cref="Resumed"/>, for which Discord defines no content.</summary>
public sealed class ResumedConverter : JsonConverter<Resumed>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Resumed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return new Resumed();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Resumed value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
