using System.Buffers.Text;

namespace Gateway.Hosting.Dispatch;

/// <summary>Finds the guild of an event that nobody reads: for raw handlers that want order.</summary>
internal static class GuildIdReader
{
    /// <summary>The guild's id; 0 if the event concerns none, or does not say so in a way that is known.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">The event; one JSON value.</param>
    public static ulong Read(string name, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> text = JsonTopLevel.Text(data, name is "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE" ? "id"u8 : "guild_id"u8);
        return Utf8Parser.TryParse(text, out ulong id, out int used) && used == text.Length ? id : 0;
    }
}
