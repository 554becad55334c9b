using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Json;

/// <summary>Turns a failure of the serializer into one that says where and what, without text from the payload.</summary>
internal static class FormatFailure
{
    public static EventFormatException Describe(string eventName, JsonTypeInfo root, JsonException failure)
    {
        JsonTypeInfo type = root;
        JsonException innermost = failure;
        string path = failure.Path ?? "$";
        while (innermost is NestedJsonException { InnerException: JsonException below } nested)
        {
            type = root.Options.GetTypeInfo(nested.Type);
            innermost = below;
            path += (below.Path ?? "$")[1..];
        }

        return new(eventName, path, ExpectedType(type, innermost.Path ?? "$"), failure);
    }

    /// <summary>Follows the path through the types, as far as they tell.</summary>
    private static Type ExpectedType(JsonTypeInfo type, string path)
    {
        foreach (string step in path.Split('.', '[').Skip(1))
        {
            Type? next = type.Kind == JsonTypeInfoKind.Object
                ? type.Properties.FirstOrDefault(p => p.Name == step)?.PropertyType
                : type.ElementType;
            if (next is null)
            {
                break;
            }

            if (Nullable.GetUnderlyingType(next) is { } value)
            {
                next = value;
            }

            if (!type.Options.TryGetTypeInfo(next, out JsonTypeInfo? found))
            {
                return next;
            }

            type = found;
        }

        return type.Type;
    }
}
