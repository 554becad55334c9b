using System.Text;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Finds out whom an event is for that a test gives word for word.</summary>
internal static class RawDispatch
{
    // The payload of these is the guild itself.
    private static readonly HashSet<string> OfGuilds = ["GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"];

    public static Dispatch Make(Simulation simulation, string name, string json, ulong? guildId)
    {
        using var document = JsonDocument.Parse(json);
        var data = document.RootElement;
        if (guildId is null && data.TryGetId(OfGuilds.Contains(name) ? "id" : "guild_id", out ulong found))
        {
            guildId = found;
        }

        bool aboutBot = data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("user", out var user) && user.TryGetId("id", out ulong userId) && userId == simulation.Bot.Id;
        return new Dispatch(name, guildId, Encoding.UTF8.GetBytes(json))
        {
            OnEveryShard = name == "USER_UPDATE" && simulation.Options.UserUpdateOnEveryShard,
            IgnoresIntents = name == "GUILD_MEMBER_UPDATE" && aboutBot,
            WithoutContent = ContentGate.Close(name, data, simulation.Bot.Id),
            Intents = name == "THREAD_MEMBERS_UPDATE" && !Concerns(data, simulation.Bot.Id) ? Intents.GuildMembers : null,
        };
    }

    // With GUILDS alone, only the bot's own coming and going in threads is told.
    private static bool Concerns(JsonElement data, ulong bot)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool added = data.TryGetProperty("added_members", out var members) && members.ValueKind == JsonValueKind.Array
            && members.EnumerateArray().Any(member => member.TryGetId("user_id", out ulong id) && id == bot);
        bool removed = data.TryGetProperty("removed_member_ids", out var ids) && ids.ValueKind == JsonValueKind.Array
            && ids.EnumerateArray().Any(item => item.TryGetId(out ulong id) && id == bot);
        return added || removed;
    }
}
