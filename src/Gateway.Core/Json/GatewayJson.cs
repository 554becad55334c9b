using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Events;

namespace Gateway.Core.Json;

/// <summary>How events are read: unknown keys are skipped, nulls become neutral values, an event's own ids must be there.</summary>
internal static class GatewayJson
{
    public static JsonSerializerOptions Options { get; } = CreateOptions(JsonUnmappedMemberHandling.Skip);

    public static JsonSerializerOptions CreateOptions(
        JsonUnmappedMemberHandling unknownKeys, IJsonTypeInfoResolver? types = null) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = unknownKeys,
            TypeInfoResolver = (types ?? EventJsonContext.Default).WithAddedModifier(DemandIdentityOfEvents),
            Converters =
            {
                new TextConverter(),
                new NullAsDefaultConverter<bool>(static (ref r) => r.GetBoolean(), static (w, v) => w.WriteBooleanValue(v)),
                new NullAsDefaultConverter<int>(static (ref r) => r.GetInt32(), static (w, v) => w.WriteNumberValue(v)),
                new NullAsDefaultConverter<long>(static (ref r) => r.GetInt64(), static (w, v) => w.WriteNumberValue(v)),
                new NullAsDefaultConverter<double>(static (ref r) => r.GetDouble(), static (w, v) => w.WriteNumberValue(v)),
                new NullAsDefaultConverter<DateTimeOffset>(
                    static (ref r) => r.GetDateTimeOffset(), static (w, v) => w.WriteStringValue(v)),
            },
        };

    /// <summary>
    /// What an event declares as required is its identity, which null does not serve for. An object within an event may
    /// lack its own: one odd part must not cost the whole.
    /// </summary>
    private static void DemandIdentityOfEvents(JsonTypeInfo type)
    {
        bool isEvent = type.Type.IsAssignableTo(typeof(IGatewayEvent));
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.IsRequired && isEvent)
            {
                property.CustomConverter = IdentityConverter.For(property);
            }

            property.IsRequired &= isEvent;
        }
    }
}
