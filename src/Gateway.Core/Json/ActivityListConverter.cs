using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>
/// Reads activities one by one and leaves out those that do not fit. Clients send whatever they like as an activity, and
/// Discord passes it on; a guild with all its members must not be lost over one of them.
/// </summary>
public sealed class ActivityListConverter : JsonConverter<IReadOnlyList<Activity>>, IModelConverter<IReadOnlyList<Activity>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Activity> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var activities = new List<Activity>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Utf8JsonReader ahead = reader;
            if (Fits(ref ahead, TypeInfo(options)) is { } activity)
            {
                activities.Add(activity);
            }

            reader.Skip();
        }

        return activities;
    }

    IReadOnlyList<Activity> IModelConverter<IReadOnlyList<Activity>>.ReadModel(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var activities = new ListBuilder<Activity>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Utf8JsonReader ahead = json;
            if (ModelReader.TryReadActivity(ref ahead) is { } activity)
            {
                activities.Add(activity);
                json = ahead;
                continue;
            }

            ahead = json;
            if (Fits(ref ahead, TypeInfo(GatewayJson.Options)) is { } odd)
            {
                activities.Add(odd);
            }

            json.Skip();
        }

        return activities.Build();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Activity> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (Activity activity in value)
        {
            JsonSerializer.Serialize(writer, activity, TypeInfo(options));
        }

        writer.WriteEndArray();
    }

    private static Activity? Fits(ref Utf8JsonReader reader, JsonTypeInfo<Activity> typeInfo)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, typeInfo);
        }
        catch (JsonException) when (typeInfo.Options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip)
        {
            return null;
        }
    }

    private static JsonTypeInfo<Activity> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<Activity>)options.GetTypeInfo(typeof(Activity));
}
