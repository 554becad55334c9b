using System.Text.Json;

namespace Gateway.Hosting.Dispatch;

/// <summary>Finds the guild of an event that nobody reads: for raw handlers that want order.</summary>
internal static class GuildIdReader
{
    /// <summary>The guild's id; 0 if the event concerns none, or does not say so in a way that is known.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">The event; one JSON value.</param>
    public static ulong Read(string name, ReadOnlySpan<byte> data)
    {
        try
        {
            return Find(name is "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE" ? "id"u8 : "guild_id"u8, data);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return 0; // a broken payload, or a key that is no valid text: the handlers get it all the same
        }
    }

    private static ulong Find(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return 0;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(key);
            reader.Read();
            if (found)
            {
                return Id(ref reader);
            }

            reader.Skip();
        }

        return 0;
    }

    private static ulong Id(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out ulong id, out int used) && used == reader.ValueSpan.Length => id,
        JsonTokenType.Number when reader.TryGetUInt64(out ulong id) => id,
        _ => 0,
    };
}
