using System.Text;
using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>
/// Asks for members of a guild: by the beginning of their names, by id, or all of them. They come in
/// <c>GUILD_MEMBERS_CHUNK</c> events of at most 1,000 members each.
/// </summary>
/// <remarks>
/// Exactly one of <see cref="Query"/> and <see cref="UserIds"/> is set. An empty query needs the
/// <see cref="GatewayIntents.GuildMembers"/> intent, whatever its limit. One for all members (without a limit) Discord
/// answers once per guild and 30 seconds: another one waits that long. <see cref="Shard.RequestGuildMembersAsync"/> sends it and collects the answer.
/// See <see href="https://docs.discord.com/developers/events/gateway-events#request-guild-members"/>.
/// </remarks>
public sealed record RequestGuildMembers : GatewayCommand
{
    /// <summary>The most ids one request may ask for.</summary>
    public const int MaxUserIds = 100;

    /// <summary>The longest nonce Discord sends back, in bytes of UTF-8.</summary>
    public const int MaxNonceSize = 32;

    /// <summary>The guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>What the user or nick names begin with; empty for everyone.</summary>
    public string? Query { get; init; }

    /// <summary>
    /// The most members that match <see cref="Query"/> to send: 1 to 100; with an empty query any number, and 0, the default,
    /// for all.
    /// </summary>
    public int Limit { get; init; }

    /// <summary>The members' ids; at most <see cref="MaxUserIds"/>.</summary>
    public IReadOnlyList<Snowflake>? UserIds { get; init; }

    /// <summary>Whether to send presences along; needs the <see cref="GatewayIntents.GuildPresences"/> intent.</summary>
    public bool Presences { get; init; }

    /// <summary>Comes back in every chunk, to tell requests apart; at most <see cref="MaxNonceSize"/> bytes.</summary>
    public string? Nonce { get; init; }

    /// <summary>Whether it asks for every member, which Discord answers once per guild and 30 seconds.</summary>
    internal bool IsForAll => Query is { Length: 0 } && Limit == 0;

    /// <inheritdoc/>
    public override GatewayOpcode Opcode => GatewayOpcode.RequestGuildMembers;

    internal override void Validate()
    {
        if ((Query is null) == (UserIds is null))
        {
            throw new ArgumentException($"{nameof(RequestGuildMembers)} takes either {nameof(Query)} or {nameof(UserIds)}: set one of them.");
        }

        if (UserIds is { Count: 0 or > MaxUserIds })
        {
            throw new ArgumentException($"{nameof(UserIds)} holds {UserIds.Count} ids; a request takes 1 to {MaxUserIds}.", nameof(UserIds));
        }

        if (Query is { Length: > 0 } && Limit is < 1 or > 100 || Limit < 0)
        {
            throw new ArgumentException($"{nameof(Limit)} is {Limit}; with a {nameof(Query)} it is 1 to 100, and 0 only for everyone.", nameof(Limit));
        }

        if (Nonce is not null && Encoding.UTF8.GetByteCount(Nonce) > MaxNonceSize)
        {
            throw new ArgumentException($"{nameof(Nonce)} is longer than {MaxNonceSize} bytes: Discord would leave it out of its answers.", nameof(Nonce));
        }
    }

    internal override void WriteData(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("guild_id"u8, GuildId.ToString());
        if (UserIds is not null)
        {
            json.WriteStartArray("user_ids"u8);
            foreach (Snowflake id in UserIds)
            {
                json.WriteStringValue(id.ToString());
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString("query"u8, Query);
            json.WriteNumber("limit"u8, Limit);
        }

        if (Presences)
        {
            json.WriteBoolean("presences"u8, true);
        }

        if (Nonce is not null)
        {
            json.WriteString("nonce"u8, Nonce);
        }

        json.WriteEndObject();
    }
}
