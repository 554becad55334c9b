using System.Text.Json;

namespace Gateway.Core.Json;

/// <summary>Looks at the keys of an object without moving on.</summary>
internal static class Discriminator
{
    /// <summary>The number under a key of the object, or 0 when there is none.</summary>
    /// <param name="reader">A copy of the reader, at the object's start.</param>
    /// <param name="key">The key.</param>
    public static int Number(Utf8JsonReader reader, ReadOnlySpan<byte> key)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(key);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : 0;
            }

            reader.Skip();
        }

        return 0;
    }

    /// <summary>The number under a key of the object, or 0 when there is none.</summary>
    /// <param name="element">The object.</param>
    /// <param name="key">The key.</param>
    public static int Number(JsonElement element, ReadOnlySpan<byte> key) =>
        element.TryGetProperty(key, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int number)
            ? number
            : 0;

    /// <summary>Whether the object has a key.</summary>
    /// <param name="reader">A copy of the reader, at the object's start.</param>
    /// <param name="key">The key.</param>
    public static bool Has(Utf8JsonReader reader, ReadOnlySpan<byte> key)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(key))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
