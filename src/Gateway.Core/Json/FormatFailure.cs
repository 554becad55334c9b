using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Json;

/// <summary>Says where the serializer failed and what it expected, without text from the payload.</summary>
internal static class FormatFailure
{
    public static EventFormatException Describe(string eventName, JsonTypeInfo root, JsonException failure)
    {
        var path = new StringBuilder("$");
        JsonTypeInfo type = root;
        JsonException innermost = failure;
        while (innermost is NestedJsonException { InnerException: JsonException below } nested)
        {
            Follow(type, innermost.Path, path, out _);
            type = root.Options.GetTypeInfo(nested.Type);
            innermost = below;
        }

        bool isClean = Follow(type, innermost.Path, path, out Type expected);
        JsonException cause = isClean
            ? failure
            : new JsonException(
                $"Unexpected key. Path: {path}.", path.ToString(), failure.LineNumber, failure.BytePositionInLine);
        return new(eventName, path.ToString(), expected, cause);
    }

    /// <summary>
    /// Follows a path through the types. Where it takes a key that is no property and no id, and so came from the
    /// payload, it ends with a star.
    /// </summary>
    /// <returns>Whether the path is free of such keys.</returns>
    private static bool Follow(JsonTypeInfo type, string? path, StringBuilder followed, out Type expected)
    {
        expected = type.Type;
        ReadOnlySpan<char> rest = path is null ? default : path.AsSpan(1);
        while (!rest.IsEmpty)
        {
            int end = rest[1..].IndexOfAny('.', '[') + 1;
            ReadOnlySpan<char> step = end == 0 ? rest : rest[..end];
            rest = rest[step.Length..];

            if (NextType(type, step[1..]) is not { } next)
            {
                followed.Append(".*");
                expected = type.KeyType ?? type.Type;
                return false;
            }

            followed.Append(step);
            expected = Nullable.GetUnderlyingType(next) ?? next;
            if (!type.Options.TryGetTypeInfo(expected, out JsonTypeInfo? found))
            {
                break;
            }

            type = found;
        }

        return true;
    }

    private static Type? NextType(JsonTypeInfo type, ReadOnlySpan<char> key)
    {
        if (type.Kind == JsonTypeInfoKind.Dictionary)
        {
            return Snowflake.TryParse(key, out _) ? type.ElementType : null;
        }

        if (type.Kind == JsonTypeInfoKind.Enumerable)
        {
            return type.ElementType;
        }

        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (key.SequenceEqual(property.Name))
            {
                return property.PropertyType;
            }
        }

        return null;
    }
}
