using System.Text.Json;

namespace Gateway.Testing;

/// <summary>
/// Opcode 8: GUILD_MEMBERS_CHUNK with up to 1000 members each. All members of a guild can be asked for once in 30 s;
/// another time draws RATE_LIMITED and nothing else.
/// </summary>
internal sealed class MembersHandler(Simulation simulation) : IOpcodeHandler
{
    private const int ChunkSize = 1000;
    private const int MostFound = 100;
    private const int LongestNonce = 32;

    public int Opcode => Testing.Opcode.RequestGuildMembers;

    public bool BeforeIdentify => false;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        var session = connection.Session!;
        string? query = data.String("query");
        bool byId = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("user_ids", out _);
        if (!data.TryGetId("guild_id", out ulong guildId) || (query is null && !byId) || (query is not null && data.Integer("limit") is null && !byId))
        {
            connection.Close(CloseCode.UnknownOpcode, "A request for members needs guild_id, and query with limit or user_ids.");
            return;
        }

        if (simulation.World.FindGuild(guildId) is not { } guild || !session.IsOnShardOf(guildId))
        {
            return;
        }

        string? nonce = data.String("nonce") is { } text && System.Text.Encoding.UTF8.GetByteCount(text) <= LongestNonce ? text : null;
        int limit = (int)Math.Max(0, data.Integer("limit") ?? 0);
        bool everybody = !byId && query!.Length == 0 && limit == 0;
        if (everybody && !session.Has(Intents.GuildMembers))
        {
            return;
        }

        if (everybody && simulation.MemberRequests.Wait(guildId) is { } wait)
        {
            session.Publish("RATE_LIMITED", Json.WriteObject(json => WriteRateLimited(json, guildId, wait, nonce)));
            return;
        }

        var missing = new List<JsonElement>();
        List<SimulatedMember> found = byId ? ById(guild, data.GetProperty("user_ids"), missing) : ByName(guild, query!, limit);
        Answer(session, guild, found, missing, nonce, data.Bool("presences") && session.Has(Intents.GuildPresences));
    }

    private static List<SimulatedMember> ById(SimulatedGuild guild, JsonElement ids, List<JsonElement> missing)
    {
        var found = new List<SimulatedMember>();
        IEnumerable<JsonElement> asked = ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray() : [ids];
        foreach (var item in asked.Take(MostFound))
        {
            if (item.TryGetId(out ulong id) && guild.FindMember(id) is { } member)
            {
                found.Add(member);
            }
            else
            {
                missing.Add(item);
            }
        }

        return found;
    }

    private static List<SimulatedMember> ByName(SimulatedGuild guild, string query, int limit)
    {
        if (query.Length == 0 && limit == 0)
        {
            return [.. guild.MemberList];
        }

        return
        [
            .. guild.MemberList
                .Where(member => member.Name.StartsWith(query, StringComparison.OrdinalIgnoreCase) || (member.Nickname?.StartsWith(query, StringComparison.OrdinalIgnoreCase) ?? false))
                .Take(limit == 0 ? MostFound : Math.Min(limit, MostFound)),
        ];
    }

    private static void Answer(Session session, SimulatedGuild guild, List<SimulatedMember> found, List<JsonElement> missing, string? nonce, bool presences)
    {
        int count = Math.Max(1, (found.Count + ChunkSize - 1) / ChunkSize);
        for (int index = 0; index < count; index++)
        {
            var members = found.Skip(index * ChunkSize).Take(ChunkSize).ToArray();
            int chunk = index;
            session.Publish("GUILD_MEMBERS_CHUNK", Json.WriteObject(json =>
            {
                json.Id("guild_id", guild.Id);
                json.Array("members", members, MemberPayload.Write);
                json.WriteNumber("chunk_index", chunk);
                json.WriteNumber("chunk_count", count);
                if (missing.Count > 0 && chunk == 0)
                {
                    json.Array("not_found", missing, static (json, item) => item.WriteTo(json));
                }

                if (presences)
                {
                    json.Array("presences", members.Where(static member => member.IsOnline), static (json, member) => PresencePayload.Write(json, member, withGuild: false));
                }

                if (nonce is not null)
                {
                    json.WriteString("nonce", nonce);
                }
            }));
        }
    }

    private static void WriteRateLimited(Utf8JsonWriter json, ulong guildId, TimeSpan wait, string? nonce)
    {
        json.WriteNumber("opcode", Testing.Opcode.RequestGuildMembers);
        json.WriteNumber("retry_after", Math.Round(wait.TotalSeconds, 3));
        json.WriteStartObject("meta");
        json.Id("guild_id", guildId);
        if (nonce is not null)
        {
            json.WriteString("nonce", nonce);
        }

        json.WriteEndObject();
    }
}
