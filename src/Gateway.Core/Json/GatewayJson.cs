using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Events;

namespace Gateway.Core.Json;

/// <summary>How events are read: unknown keys are skipped, nulls become neutral values, ids must be there.</summary>
internal static class GatewayJson
{
    public static JsonSerializerOptions Options { get; } = CreateOptions(JsonUnmappedMemberHandling.Skip);

    public static JsonSerializerOptions CreateOptions(JsonUnmappedMemberHandling unknownKeys) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = unknownKeys,
        TypeInfoResolver = EventJsonContext.Default.WithAddedModifier(ForbidNullIdentity),
        Converters =
        {
            new NullAsDefaultConverter<bool>(static (ref r) => r.GetBoolean(), static (w, v) => w.WriteBooleanValue(v)),
            new NullAsDefaultConverter<int>(static (ref r) => r.GetInt32(), static (w, v) => w.WriteNumberValue(v)),
            new NullAsDefaultConverter<long>(static (ref r) => r.GetInt64(), static (w, v) => w.WriteNumberValue(v)),
            new NullAsDefaultConverter<double>(static (ref r) => r.GetDouble(), static (w, v) => w.WriteNumberValue(v)),
            new NullAsDefaultConverter<DateTimeOffset>(
                static (ref r) => r.GetDateTimeOffset(), static (w, v) => w.WriteStringValue(v)),
        },
    };

    /// <summary>What a type declares as required is its identity, which null does not serve for.</summary>
    private static void ForbidNullIdentity(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.IsRequired)
            {
                property.CustomConverter = IdentityConverter.For(property);
            }
        }
    }
}
