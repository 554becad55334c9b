using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Converters for what an object makes no sense without: here null is an error.</summary>
internal static class IdentityConverter
{
    private static readonly OfId Id = new();
    private static readonly OfText Text = new();
    private static readonly OfObject<User> User = new();
    private static readonly OfObject<Role> Role = new();

    /// <summary>The converter for a required property.</summary>
    /// <exception cref="NotSupportedException">No required property has this type yet: add it here.</exception>
    public static JsonConverter For(JsonPropertyInfo property) => property.PropertyType switch
    {
        Type type when type == typeof(Snowflake) => Id,
        Type type when type == typeof(string) => Text,
        Type type when type == typeof(User) => User,
        Type type when type == typeof(Role) => Role,
        Type type => throw new NotSupportedException($"{property.Name} is required, but {type.Name} cannot be."),
    };

    private sealed class OfId : SnowflakeConverter
    {
        public override bool HandleNull => false;
    }

    private sealed class OfText : TextConverter
    {
        public override bool HandleNull => true;

        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            base.Read(ref reader, typeToConvert, options) ?? throw new JsonException();
    }

    private sealed class OfObject<T> : JsonConverter<T> where T : class
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null
                ? throw new JsonException()
                : Nested.Read(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }
}
