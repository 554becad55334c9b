using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Scheduled events outside of Discord.</summary>
internal static class ScheduledEventPayload
{
    private const int External = 3;

    public static void Write(Utf8JsonWriter json, SimulatedScheduledEvent item)
    {
        json.WriteStartObject();
        json.Id("id", item.Id);
        json.Id("guild_id", item.Creator.Guild.Id);
        json.WriteNull("channel_id");
        json.Id("creator_id", item.Creator.Id);
        json.WriteString("name", item.Name);
        json.WriteNull("description");
        json.Time("scheduled_start_time", item.StartsAt);
        json.Time("scheduled_end_time", item.EndsAt);
        json.WriteNumber("privacy_level", 2);
        json.WriteNumber("status", item.Status);
        json.WriteNumber("entity_type", External);
        json.WriteNull("entity_id");
        json.WriteStartObject("entity_metadata");
        json.WriteString("location", item.Location);
        json.WriteEndObject();
        json.WriteNumber("user_count", item.Interested.Count);
        json.Nulls("image", "recurrence_rule");
        json.EmptyArrays("guild_scheduled_event_exceptions");
        json.WriteEndObject();
    }
}
