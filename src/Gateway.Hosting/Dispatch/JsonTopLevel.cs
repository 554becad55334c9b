using System.Text.Json;

namespace Gateway.Hosting.Dispatch;

/// <summary>Looks up one text in an object, without reading the rest.</summary>
internal static class JsonTopLevel
{
    /// <summary>The text of a key, as it is written; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool found = reader.ValueTextEquals(name);
                reader.Read();
                if (found)
                {
                    return reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? reader.ValueSpan : default;
                }

                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A broken payload has no such text either, nor one with a key that is no valid text.
        }

        return default;
    }
}
