using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>Users were added to a thread or left it.</summary>
/// <remarks>
/// <para>
/// With <see cref="GatewayIntents.Guilds"/> alone it tells of the bot itself only;
/// <see cref="GatewayIntents.GuildMembers"/> adds everybody else.
/// </para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/> or <see cref="GatewayIntents.GuildMembers"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#thread-members-update">Discord's page</see></para>
/// </remarks>
public sealed record ThreadMembersUpdate : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Thread.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Estimated members; counting stops at 50.</summary>
    public int MemberCount { get; init; }

    /// <summary>Who was added.</summary>
    public IReadOnlyList<AddedThreadMember>? AddedMembers { get; init; }

    /// <summary>Users who were removed.</summary>
    public IReadOnlyList<Snowflake>? RemovedMemberIds { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => Id;

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(MemberCount);
    }
}
