using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A part of the answer to a request for guild members.</summary>
/// <remarks>
/// <para>
/// Chunks of several requests may mix; <see cref="Nonce"/> tells them apart. The last one has
/// <see cref="ChunkIndex"/> one below <see cref="ChunkCount"/>.
/// </para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-members-chunk">Discord's page</see></para>
/// </remarks>
public sealed record GuildMembersChunk : DiscordObject, IGuildEvent
{
    /// <summary>Guild that was asked about.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Members, at most 1000.</summary>
    public IReadOnlyList<GuildMember> Members { get => field ?? []; init; }

    /// <summary>Number of this chunk, from 0.</summary>
    public int ChunkIndex { get; init; }

    /// <summary>Number of chunks of the request.</summary>
    public int ChunkCount { get; init; }

    /// <summary>Requested users who are no members.</summary>
    public IReadOnlyList<Snowflake>? NotFound { get; init; }

    /// <summary>Presences of the members, if they were asked for.</summary>
    public IReadOnlyList<Presence>? Presences { get; init; }

    /// <summary>Nonce of the request; absent when it was longer than 32 bytes.</summary>
    public string? Nonce { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(ChunkIndex);
        it.Add(ChunkCount);
        it.Add(Members.Count);
    }
}
